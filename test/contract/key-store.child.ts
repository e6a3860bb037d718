import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';

/** Seals under ever new subjects until it is killed; one line per box whose key the store has promised to keep. */
async function sealUntilKilled(file: string, keyHex: string, prefix: string): Promise<void> {
  const sealer = new Sealer(openSqliteKeyStore({ file, keyEncryptionKey: Buffer.from(keyHex, 'hex') }));
  const writer = async (writerNo: number): Promise<void> => {
    for (let no = 0; ; no++) {
      const subject = `${prefix}-${writerNo}-${no}`;
      const box = await sealer.seal(subject, 'PI1', `姓名 ${subject}`);
      process.stdout.write(`${JSON.stringify(box)}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, writerNo) => writer(writerNo)));
}

const [file = '', keyHex = '', prefix = ''] = process.argv.slice(2);
void sealUntilKilled(file, keyHex, prefix);
