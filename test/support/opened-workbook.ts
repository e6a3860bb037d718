import { inflateRawSync } from 'node:zlib';
import { PassThrough } from 'node:stream';
import type { SheetLayout } from '../../src/platform/spreadsheets/sheet.js';
import { writeWorkbook } from '../../src/platform/spreadsheets/write-workbook.js';

/** The parts of a workbook file, read without the library that wrote it: name → text. */
export type Parts = ReadonlyMap<string, string>;

export async function written(...sheets: readonly SheetLayout<unknown>[]): Promise<Buffer> {
  const target = new PassThrough();
  const chunks: Buffer[] = [];
  target.on('data', (chunk: Buffer) => chunks.push(chunk));
  await writeWorkbook(target, sheets);
  return Buffer.concat(chunks);
}

/** Reads the archive by its directory, as every program does; throws when it has none. */
export function partsOf(file: Buffer): Parts {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('no directory at the end: the file is not whole');
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < file.readUInt16LE(end + 10); entry++) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const packed = file.readUInt32LE(at + 20);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(from, from + packed);
    const text = file.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes;
    parts.set(name, new TextDecoder('utf-8', { fatal: true }).decode(text));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

/** A strict reader: throws for illegal characters, stray markup, unknown entities, double attributes, open elements. */
export function parseXml(text: string): Element {
  if (ILLEGAL.test(text)) throw new Error('a character that no XML may contain');
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\s*/u, '');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/guy;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(body);
    const parent = open.at(-1);
    if (!found || !parent) throw new Error(`not well-formed at ${at}: ${body.slice(at, at + 40)}`);
    const [, closes, name = '', attributes = '', empty, characters] = found;
    if (characters !== undefined) parent.text += unescaped(characters);
    else if (closes) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes something else`);
    } else {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [document] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !document) throw new Error('not exactly one closed document');
  return document;
}

export function descendants(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

export function xmlOf(parts: Parts, name: string): Element {
  const text = parts.get(name);
  if (text === undefined) throw new Error(`no part ${name}`);
  return parseXml(text);
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/gu)) {
    if (name in attributes) throw new Error(`attribute ${name} twice`);
    attributes[name] = unescaped(value);
  }
  return attributes;
}

function unescaped(text: string): string {
  return text.replace(/&([^;\s]*);?/gu, (whole, name: string) => {
    const plain = whole.endsWith(';') ? ENTITIES[name] : undefined;
    if (plain === undefined) throw new Error(`unknown entity ${whole}`);
    return plain;
  });
}
