/**
 * JSON text of a value in the one canonical form of RFC 8785: members ordered by UTF-16 code units, no blanks, numbers
 * as ECMAScript prints them. Total for whatever `JSON.parse` can yield, at any depth: it does not recurse, so a body of
 * a million brackets cannot exhaust the stack, and 1e400 (parsed as infinity) is written as a number that parses back.
 * Absent members are left out. Throws TypeError for what JSON cannot say: NaN, bigint, functions, symbols, undefined.
 */
export function canonicalJson(value: unknown): string {
  const written: string[] = [];
  const open: Step[] = [{ value }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (step.text !== undefined) written.push(step.text);
    else for (const part of stepsOf(step.value)) open.push(part);
  }
  return written.join('');
}

/** Either text that is final, or a value still to be written. */
type Step =
  { readonly text: string; readonly value?: undefined } | { readonly text?: undefined; readonly value: unknown };

/** The parts of one value, last part first: the caller takes them from the end. */
function stepsOf(value: unknown): Step[] {
  if (typeof value !== 'object' || value === null) return [{ text: scalar(value) }];
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function')
    return [{ value: (value as { toJSON(): unknown }).toJSON() }];
  return Array.isArray(value) ? itemsOf(value) : membersOf(value as Readonly<Record<string, unknown>>);
}

function itemsOf(items: readonly unknown[]): Step[] {
  const steps: Step[] = [{ text: '[' }];
  for (const [index, item] of items.entries()) {
    if (index > 0) steps.push({ text: ',' });
    steps.push({ value: item === undefined ? null : item });
  }
  steps.push({ text: ']' });
  return steps.reverse();
}

function membersOf(members: Readonly<Record<string, unknown>>): Step[] {
  const present = Object.keys(members).filter((key) => members[key] !== undefined);
  const steps: Step[] = [{ text: '{' }];
  present.sort().forEach((key, index) => {
    steps.push({ text: `${index > 0 ? ',' : ''}${JSON.stringify(key)}:` }, { value: members[key] });
  });
  steps.push({ text: '}' });
  return steps.reverse();
}

function scalar(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`JSON cannot say a ${typeof value}`);
  if (Number.isFinite(value)) return JSON.stringify(value);
  return value > 0 ? '1e999' : '-1e999';
}
