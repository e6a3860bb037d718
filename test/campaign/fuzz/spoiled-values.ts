import type { Chance } from './chance.js';

type Spoil = (value: unknown, chance: Chance) => unknown;

/** Values that no field of the description takes, or takes only by mistake. */
const spoils: Readonly<Record<string, Spoil>> = {
  missing: () => undefined,
  null: () => null,
  number: (_, chance) => chance.of([0, -1, 1.5, 2 ** 53, -0, 1e21, 341881100201]),
  text: (_, chance) =>
    chance.of(['', ' ', 'x', '金丝雀', '9'.repeat(5000), '2026-02-30', '0000-00-00', 'NaN', 'true', '\u202e\u0007']),
  list: (value) => [value],
  manyItems: (value) => Array.from({ length: 3000 }, () => value),
  object: () => ({ x: 1 }),
  flag: () => true,
  operator: (_, chance) => chance.of<object>([{ $ne: '' }, { $gt: '' }, { $where: 'sleep(1000)' }, { $regex: '.*' }]),
  inherited: (_, chance) => chance.of(['constructor', '__proto__', 'toString', 'hasOwnProperty']),
  surrogate: () => '\ud800',
  nul: () => '一\u0000二',
  nested: () => nest(40),
  twice: (value) => (Array.isArray(value) ? [...(value as unknown[]), ...(value as unknown[])] : [value, value]),
};

const strangeFields = [
  'approver',
  'constructor',
  'toString',
  'hasOwnProperty',
  '$ne',
  'a.b',
  '张三',
  '',
  ' ',
  '0',
  '\ud800',
];

/** A copy with one thing wrong somewhere in it, and the name of what. */
export function spoiled(value: unknown, chance: Chance): { readonly what: string; readonly value: unknown } {
  if (chance.happens(0.15)) return { what: 'field', value: withField(value, chance) };
  const what = chance.oneOf(Object.keys(spoils)) ?? 'null';
  return { what, value: spoiledSomewhere(value, (inner) => spoils[what]?.(inner, chance), chance) };
}

function spoiledSomewhere(value: unknown, spoil: (inner: unknown) => unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null) return spoil(value);
  const keys = Object.keys(value);
  const key = chance.oneOf(keys);
  if (key === undefined) return Array.isArray(value) ? [spoil(undefined)] : { x: spoil(undefined) };
  const inner = (value as Readonly<Record<string, unknown>>)[key];
  const deeper = typeof inner === 'object' && inner !== null && chance.happens(0.6);
  const changed = deeper ? spoiledSomewhere(inner, spoil, chance) : spoil(inner);
  return Array.isArray(value)
    ? (value as unknown[]).map((item, index) => (String(index) === key ? changed : item))
    : { ...value, [key]: changed };
}

function withField(value: unknown, chance: Chance): unknown {
  const name = chance.oneOf(strangeFields) ?? 'x';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [name]: 1 };
  const [key, inner] = chance.oneOf(Object.entries(value)) ?? [];
  const inside = key !== undefined && typeof inner === 'object' && inner !== null && chance.happens(0.5);
  return inside ? { ...value, [key]: withField(inner, chance) } : { ...value, [name]: 1 };
}

function nest(depth: number): unknown {
  return depth === 0 ? 1 : { a: nest(depth - 1) };
}
