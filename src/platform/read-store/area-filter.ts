import type { Area } from '../auth/area.js';

/** The part of every list's filter that keeps it inside the caller's area; deny by default. */
export function areaFilter(area: Area): Record<string, unknown> {
  switch (area.kind) {
    case 'city':
      return {};
    case 'towns':
      return { town: { $in: [...area.towns] } };
    case 'villages':
      return { village: { $in: [...area.villages] } };
    case 'none':
      return { town: { $in: [] } };
  }
}
