import { evidenceCases } from './evidence-store.contract.js';
import type { OpenedEvidenceStores } from './evidence-stores-under-test.js';
import { folderEvidence, mongoEvidence } from './evidence-stores-under-test.js';

const mongo = process.env['MONGO_URL'] ? 'on the server of MONGO_URL' : 'embedded';
if (!process.env['MONGO_URL'])
  process.stderr.write('NOT RUN (MONGO_URL unset): evidence store conformance on a real server\n');

const kinds: readonly (readonly [string, () => Promise<OpenedEvidenceStores>])[] = [
  ['in a folder', folderEvidence],
  [`in MongoDB, ${mongo}`, mongoEvidence],
];

describe.each(kinds)('the evidence store %s', (_, open) => {
  let evidence: OpenedEvidenceStores;

  beforeAll(async () => {
    evidence = await open();
  });
  afterAll(() => evidence.close());

  for (const { name, run } of evidenceCases) it(name, () => run(evidence));
});
