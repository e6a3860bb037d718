import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';

/** Markers that occur nowhere by chance, one for each kind of personal field; valid in shape, of no living person. */
export type Canaries = {
  readonly name: string;
  /** Area 990101 is assigned to nobody; the check digit is right. */
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly bankAccount: string;
  readonly note: string;
};

/** A marker met where it must not be. `where` names the file (and the entry of an archive) and the byte offset. */
export interface CanaryHit {
  readonly field: string;
  readonly form: string;
  readonly where: string;
}

export type Searched =
  | { readonly folder: string }
  | { readonly file: string }
  | { readonly text: string; readonly name?: string }
  | { readonly bytes: Uint8Array; readonly name?: string };

/** The same seed gives the same markers; two seeds share none. */
export function canaries(seed: string | number): Canaries {
  const digest = createHash('sha256').update(`canary ${seed}`).digest();
  const digits = BigInt(`0x${digest.toString('hex')}`)
    .toString()
    .slice(-40);
  const han = (from: number, count: number): string =>
    Array.from({ length: count }, (_, index) =>
      String.fromCodePoint(0x4e00 + (digest.readUInt16BE(from + 2 * index) % 0x5000)),
    ).join('');
  const born = `19${50 + (Number(digits.slice(0, 4)) % 40)}0${1 + (Number(digits.slice(4, 8)) % 9)}1${digits.slice(8, 9)}`;
  return {
    name: `司徒${han(0, 2)}`,
    idNumber: withCheckDigit(`990101${born}${digits.slice(9, 12)}`),
    phone: `199${digits.slice(12, 20)}`,
    address: `${han(4, 4)}路${digits.slice(20, 26)}号`,
    bankAccount: `62${digits.slice(20, 37)}`,
    note: `家中情况${han(12, 6)}记录${digits.slice(26, 34)}`,
  };
}

/**
 * Every place where a marker stands, in clear or in a form that anybody can turn back: other encodings, base64 at any
 * alignment, hex, escapes; also inside zip archives (spreadsheets) and gzip. A folder without files is an error: a search
 * that looked at nothing must not pass. A marker cut in two by a page border of a database is not found; use several.
 */
export async function findCanaries(
  markers: Readonly<Record<string, string>>,
  searched: Searched,
): Promise<CanaryHit[]> {
  const forms = Object.entries(markers).flatMap(([field, marker]) =>
    formsOf(marker).map((form) => ({ field, ...form })),
  );
  const hits: CanaryHit[] = [];
  for await (const { where, bytes } of sourcesOf(searched)) {
    for (const { field, form, needle } of forms) {
      const at = bytes.indexOf(needle);
      if (at >= 0) hits.push({ field, form, where: `${where}@${at}` });
    }
  }
  return hits;
}

interface Source {
  readonly where: string;
  readonly bytes: Buffer;
}

async function* sourcesOf(searched: Searched): AsyncGenerator<Source> {
  if ('text' in searched) yield* withEntries({ where: searched.name ?? 'text', bytes: Buffer.from(searched.text) });
  else if ('bytes' in searched)
    yield* withEntries({ where: searched.name ?? 'bytes', bytes: Buffer.from(searched.bytes) });
  else if ('file' in searched) yield* withEntries({ where: searched.file, bytes: await readFile(searched.file) });
  else yield* filesOf(searched.folder);
}

async function* filesOf(folder: string): AsyncGenerator<Source> {
  let files = 0;
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    yield { where: `name of ${path}`, bytes: Buffer.from(path) };
    if (!(await stat(join(folder, path))).isFile()) continue;
    files++;
    yield* withEntries({ where: relative(folder, join(folder, path)), bytes: await readFile(join(folder, path)) });
  }
  if (files === 0) throw new Error(`nothing to search: ${folder} holds no file`);
}

/** The bytes themselves, then what they hold when they are an archive. */
function* withEntries(source: Source): Generator<Source> {
  yield source;
  if (source.bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) yield* zipEntries(source);
  else if (source.bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) {
    yield* withEntries({ where: `${source.where}!gunzip`, bytes: gunzipSync(source.bytes) });
  }
}

/** By the central directory: writers that stream leave the sizes in the local headers empty. */
function* zipEntries({ where, bytes }: Source): Generator<Source> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error(`${where}: a zip archive without its directory`);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const content = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    yield { where: `name of ${where}!${name}`, bytes: Buffer.from(name) };
    yield* withEntries({ where: `${where}!${name}`, bytes: content });
    at += 46 + nameLength + extraLength + commentLength;
  }
}

function formsOf(marker: string): { form: string; needle: Buffer }[] {
  const bytes = Buffer.from(marker);
  const units = [...Array(marker.length).keys()].map((index) => marker.charCodeAt(index));
  const points = [...marker].map((character) => character.codePointAt(0) ?? 0);
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const json = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  const texts: [string, string][] = [
    ['hex', bytes.toString('hex')],
    ['hex upper', bytes.toString('hex').toUpperCase()],
    ['json escape', json],
    ['json escape upper', json.replace(/[a-f]/g, (digit) => digit.toUpperCase())],
    ['percent', percent],
    ['percent upper', percent.toUpperCase()],
    ['encodeURIComponent', encodeURIComponent(marker)],
    ['xml entity', points.map((point) => `&#${point};`).join('')],
    ['xml entity hex', points.map((point) => `&#x${point.toString(16)};`).join('')],
    ...[0, 1, 2].map((shift): [string, string] => [`base64 +${shift}`, base64At(bytes, shift, 'base64')]),
    ...[0, 1, 2].map((shift): [string, string] => [`base64url +${shift}`, base64At(bytes, shift, 'base64url')]),
  ];
  const forms = [
    { form: 'utf8', needle: bytes },
    { form: 'utf16le', needle: Buffer.from(marker, 'utf16le') },
    { form: 'utf16be', needle: Buffer.from(marker, 'utf16le').swap16() },
    ...texts.map(([form, text]) => ({ form, needle: Buffer.from(text) })),
  ];
  return forms.filter((form, index) => forms.findIndex((other) => other.needle.equals(form.needle)) === index);
}

/** The characters that depend on the marker alone when it begins `shift` bytes after a group of three. */
function base64At(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(encoding);
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}

/** GB 11643-1999, ISO 7064 MOD 11-2. */
function withCheckDigit(first17: string): string {
  const sum = [...first17].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return `${first17}${'10X98765432'.charAt(sum % 11)}`;
}
