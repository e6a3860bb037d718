import { namedId } from '../named-id.js';
import type { Instant } from '../fact.js';

const DEADLINES = '0f4cbb39-8f0e-5a0f-9f29-6b7f6a3e5d52';

/** Identity of one deadline: a breach fact is written once per id, whatever restarts, replays or clocks do. */
export function deadlineIdOf(kind: string, entity: string, dueAt: Instant): string {
  return namedId(JSON.stringify([kind, entity, dueAt]), DEADLINES);
}
