import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../fact.js';
import type { SealedBox } from '../sealing/sealed-box.js';
import type { Sealer } from '../sealing/sealer.js';
import type { Upload, UploadMeta } from './evidence-store.port.js';

const RECORD = /^upload-([0-9a-f-]{36})$/;
const LONGEST_NAME = 200;

/** Name of the file that holds the record; ids in the order of time give records in the order of time. */
export function recordFileOf(uploadId: string): string {
  return `upload-${uploadId}`;
}

export async function sealRecord(sealer: Sealer, subject: string, meta: UploadMeta): Promise<Buffer> {
  return Buffer.from(JSON.stringify(await sealer.sealJson(subject, 'TEXT', recordOf(meta))));
}

/** The uploads whose records lie in a folder, first come first. */
export async function readRecords(sealer: Sealer, folder: string): Promise<Upload[]> {
  const names = (await readdir(folder)).filter((name) => RECORD.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const box = JSON.parse(await readFile(join(folder, name), 'utf8')) as SealedBox;
      const record = (await sealer.openJson(box, 'TEXT')) as unknown as Omit<Upload, 'uploadId'>;
      return { uploadId: name.replace(RECORD, '$1'), ...record };
    }),
  );
}

/** Of a path only the last part, of a broken character its replacement: the name is shown, never used as one. */
function recordOf({ fileName, uploadedBy, townCode }: UploadMeta): JsonObject {
  const name = fileName?.toWellFormed().split(/[\\/]/).at(-1);
  return {
    uploadedBy,
    ...(name === undefined ? {} : { fileName: [...name].slice(0, LONGEST_NAME).join('') }),
    ...(townCode === undefined ? {} : { townCode }),
  };
}
