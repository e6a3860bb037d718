import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Workbook } from 'exceljs';
import { canaries, findCanaries } from './canary.js';

const people = canaries('canary spec');

async function formsFound(
  bytes: Uint8Array | string,
  markers: Readonly<Record<string, string>> = people,
): Promise<string[]> {
  const hits = await findCanaries(markers, typeof bytes === 'string' ? { text: bytes } : { bytes });
  return hits.map((hit) => `${hit.field}: ${hit.form}`);
}

describe('canaries', () => {
  it('are the same for one seed, share nothing between seeds, and are valid in shape', () => {
    expect(canaries('canary spec')).toEqual(people);
    const seeds = Array.from({ length: 200 }, (_, seed) => canaries(seed));
    for (const field of Object.keys(people) as (keyof typeof people)[]) {
      expect(new Set(seeds.map((one) => one[field])).size).toBe(200);
    }
    for (const { name, idNumber, phone, bankAccount } of seeds) {
      expect(name).toMatch(/^[\u4e00-\u9fff]{4}$/);
      expect(idNumber).toMatch(/^99010119[5-8]\d0[1-9]1\d{4}[0-9X]$/);
      expect(
        [...idNumber].reduce(
          (sum, digit, at) => sum + (digit === 'X' ? 10 : Number(digit)) * (2 ** (17 - at) % 11),
          0,
        ) % 11,
      ).toBe(1);
      expect(phone).toMatch(/^199\d{8}$/);
      expect(bankAccount).toMatch(/^62\d{17}$/);
    }
  });

  it('are found in clear wherever they stand, each under its name', async () => {
    const text = Object.values(people).join(' 和 ');
    expect(await formsFound(text)).toEqual(Object.keys(people).map((field) => `${field}: utf8`));
    expect(await formsFound('张三 990101195001010014 19901010000')).toEqual([]);
    expect(await formsFound(Buffer.from(people.name, 'utf16le'))).toEqual(['name: utf16le']);
    expect(await formsFound(Buffer.from(people.name, 'utf16le').swap16())).toEqual(['name: utf16be']);
  });

  it('are found in every disguise that anybody can take off', async () => {
    const { name } = people;
    const hex = Buffer.from(name).toString('hex');
    const disguised = [
      hex,
      hex.toUpperCase(),
      JSON.stringify(name).replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`),
      encodeURIComponent(name),
      encodeURIComponent(name).toLowerCase(),
      [...name].map((one) => `&#${one.codePointAt(0)};`).join(''),
      [...name].map((one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
    ];
    for (const text of disguised) expect(await formsFound(`before ${text} after`)).toHaveLength(1);
  });

  it('are found in base64 of either alphabet at every alignment, whatever stands around them', async () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      for (const before of ['', 'a', 'ab', 'abc', '前', '前言a']) {
        for (const after of ['', 'z', 'zy', '后']) {
          const found = await formsFound(Buffer.from(`${before}${people.address}${after}`).toString(encoding));
          expect(found.filter((hit) => hit.startsWith('address: base64')).length).toBeGreaterThanOrEqual(1);
        }
      }
    }
  });

  it('are found in cells and names of a spreadsheet, in gzip, in file names, and the place is told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canary-'));
    const book = new Workbook();
    book.addWorksheet('sheet').getCell('B2').value = people.note;
    await book.xlsx.writeFile(join(folder, 'ledger.xlsx'));
    await writeFile(join(folder, 'log.gz'), gzipSync(`line ${people.phone}`));
    await writeFile(join(folder, `${people.name}.txt`), 'empty');
    const hits = await findCanaries(people, { folder });
    expect(hits.map(({ field, form, where }) => [field, form, where.replace(/@\d+$/, '')])).toEqual([
      ['note', 'utf8', 'ledger.xlsx!xl/sharedStrings.xml'],
      ['phone', 'utf8', 'log.gz!gunzip'],
      ['name', 'utf8', `name of ${people.name}.txt`],
    ]);
    await rm(folder, { recursive: true });
  });

  it('a search that looked at nothing is an error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canary-'));
    await expect(findCanaries(people, { folder })).rejects.toThrow('holds no file');
    await rm(folder, { recursive: true });
    await expect(findCanaries(people, { folder })).rejects.toThrow('ENOENT');
  });
});
