import { nameOf } from '../../aggregates/case/codes.js';
import { yuan } from '../../platform/change/sentences.js';
import { isSealedBox } from '../../platform/sealing/sealed-box.js';
import type { Words } from './state-words.js';
import { caseWords } from './state-words.js';

/** One field of a state: where it stands in the bureau's words, what it says, and what makes it another. */
export interface StateField {
  readonly path: string;
  readonly said: string;
  /** Two values that are said alike may differ, sealed ones above all. */
  readonly value: string;
}

const SEALED = '（已密封）';
/**
 * Which human being stands behind an account is nobody's to read here; the account is. That another fact was told is no
 * difference: the timeline tells it.
 */
const HIDDEN: readonly string[] = ['actorPerson', 'facts'];

/**
 * Every field of a case's state by its JSON pointer, in the order of the state. Names and free texts stay sealed; a list
 * with nothing in it is not there.
 */
export function fieldsOf(state: object): ReadonlyMap<string, StateField> {
  const fields = new Map<string, StateField>();
  collect(state, { pointer: '', path: [], words: { of: caseWords } }, fields);
  return fields;
}

interface Place {
  readonly pointer: string;
  readonly path: readonly string[];
  readonly words: Omit<Words, 'word'>;
}

function collect(value: unknown, place: Place, fields: Map<string, StateField>): void {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  if (isLeaf(value)) {
    const { pointer, path, words } = place;
    fields.set(pointer, { path: path.join(' · '), said: saidOf(value, words.says), value: JSON.stringify(value) });
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    if (!HIDDEN.includes(key)) collect(part, within(place, key, Array.isArray(value)), fields);
  }
}

/** A list of plain values is one field: what was added to it is seen in it. */
function isLeaf(value: unknown): value is string | number | boolean | null {
  if (typeof value !== 'object' || value === null || isSealedBox(value)) return true;
  return Array.isArray(value) && value.every((part) => typeof part !== 'object');
}

function within({ pointer, path, words }: Place, key: string, isList: boolean): Place {
  const known = words.of?.[key];
  const word = known?.word ?? (isList ? `第 ${Number(key) + 1} 项` : words.each ? key.slice(0, 8) : key);
  return { pointer: `${pointer}/${key}`, path: [...path, word], words: known ?? words.each ?? {} };
}

function saidOf(value: unknown, says: Words['says']): string {
  if (isSealedBox(value)) return SEALED;
  if (Array.isArray(value)) return value.map((part) => saidOf(part, says)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' && says === 'money') return `${yuan(value)} 元`;
  return typeof says === 'object' ? nameOf(String(value), says) : String(value);
}
