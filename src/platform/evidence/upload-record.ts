import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedBox } from '../sealing/sealed-box.js';
import type { EvidenceKeys } from './evidence-keys.js';
import type { Upload } from './evidence-store.port.js';

const RECORD = /^upload-([0-9a-f-]{36})$/;

/** Name of the file that holds the record; ids in the order of time give records in the order of time. */
export function recordFileOf(uploadId: string): string {
  return `upload-${uploadId}`;
}

/** The uploads whose records lie in a folder, still sealed, first come first. */
export async function sealedRecords(folder: string): Promise<(readonly [uploadId: string, box: SealedBox])[]> {
  const names = (await readdir(folder)).filter((name) => RECORD.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const box = JSON.parse(await readFile(join(folder, name), 'utf8')) as SealedBox;
      return [name.replace(RECORD, '$1'), box] as const;
    }),
  );
}

/** The same, opened. */
export async function readRecords(keys: EvidenceKeys, folder: string): Promise<Upload[]> {
  const records = await sealedRecords(folder);
  return Promise.all(records.map(([uploadId, box]) => keys.openRecord(uploadId, box)));
}
