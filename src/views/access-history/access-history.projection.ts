import { accessTypes } from '../../platform/access/access-facts.js';
import type { Instant } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';

/** One access: who, when, why, to what; found by each of its subjects. Poured from the second log. */
export interface AccessDocument extends ViewDocument {
  readonly at: Instant;
  readonly type: string;
  readonly actor: string;
  readonly role: string;
  readonly org: string;
  readonly subjects: readonly string[];
  readonly fields: readonly string[];
  readonly operation: string;
  readonly kind: string;
  readonly purpose: string;
  readonly purposeRef: string;
  readonly channel: string;
}

export const accessHistoryProjection: Projection<AccessDocument> = {
  name: 'access-history',
  version: 1,
  categories: ['access'],
  types: accessTypes,
  keys: ({ id }) => [id],
  fold: (_, { type, data: said, metadata }) => {
    const word = (name: string): string => (typeof said[name] === 'string' ? said[name] : '');
    const words = (name: string): readonly string[] =>
      Array.isArray(said[name]) ? (said[name] as readonly string[]) : [];
    return {
      at: metadata.recordedAt,
      type,
      actor: metadata.actorId,
      role: metadata.actorRole,
      org: metadata.actorOrg,
      subjects: words('subjects'),
      fields: words('fields'),
      operation: word('operation') || word('view'),
      kind: word('kind'),
      purpose: word('purposeCode'),
      purposeRef: word('purposeRef'),
      channel: word('channel'),
    };
  },
  indexes: [{ name: 'subjects_at', key: { subjects: 1, at: -1, _id: 1 } }],
};
