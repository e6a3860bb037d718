import { runCommandLine } from '../../../src/cli/command-line.js';
import { projections } from '../../../src/projections.js';
import type { TestApp } from '../../support/app.js';
import { householdForm } from '../../support/clerk.js';
import { findCanaries } from '../../support/canary.js';
import type { Marks } from './marks.js';
import type { Heard } from './walk.js';

/** One place where no particular may stand in clear: what is searched, and how much must be there to be a search. */
export interface Sink {
  readonly name: string;
  readonly texts: () => Promise<readonly string[]>;
  readonly least: number;
}

/** Where markers were met in a sink, and that it was too empty to prove anything. */
export async function leaks(marks: Marks, { name, texts, least }: Sink): Promise<readonly string[]> {
  const found = await texts();
  const hits = await findCanaries(marks, { text: found.join('\n'), name });
  const empty = found.length < least ? [`${name}: only ${found.length} texts were searched`] : [];
  return [...empty, ...hits.map(({ field, form, where }) => `${field} as ${form} in ${where}`)];
}

/** Files of the data folder, byte by byte: logs, keys, evidence. */
export async function leaksInFiles(marks: Marks, app: TestApp): Promise<readonly string[]> {
  const hits = await findCanaries(marks, { folder: app.folder });
  return hits.map(({ field, form, where }) => `${field} as ${form} in ${where}`);
}

export function sinksOf(app: TestApp, heard: Heard): readonly Sink[] {
  const { platform } = app.system;
  const collections = async (): Promise<readonly string[]> => {
    const names = await platform.readStore.db.listCollections().toArray();
    const all = names.map(({ name }) => platform.readStore.db.collection(name).find({}).toArray());
    return (await Promise.all(all)).map((documents) => JSON.stringify(documents));
  };
  const facts = async (): Promise<readonly string[]> => {
    const looks = await platform.accessStore.readAll(0, { limit: 1_000_000 });
    return [...(await app.facts()), ...looks.events].map((fact) => JSON.stringify(fact));
  };
  return [
    { name: 'problems and headers', texts: async () => heard.problems, least: 30 },
    { name: 'log lines', texts: async () => app.logs.lines, least: 40 },
    { name: 'metrics', texts: async () => [(await app.http.get('/metrics')).text], least: 1 },
    { name: 'facts of both logs', texts: facts, least: 30 },
    { name: 'documents of the read store', texts: collections, least: 8 },
    { name: 'exports from the shell', texts: () => exportsOf(app), least: projections.length + 1 },
  ];
}

/** What an operator of the shell takes away: the facts, and every view. */
async function exportsOf(app: TestApp): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const words of [['facts'], ...projections.map(({ name }) => ['view', name])]) {
    let answer = '';
    const code = await runCommandLine(['export', ...words], {
      env: { DISCOVERY_DATA_DIR: app.folder },
      answer: (text) => (answer += text),
      say: () => undefined,
    });
    if (code !== 0) throw new Error(`export ${words.join(' ')} ended with ${code}`);
    texts.push(answer);
  }
  return texts;
}

/** What the forms ask for: 附件1 the head and the remark, 附件2 the family and what was seen and done. */
export const fieldsOfWorkbooks = {
  roster: ['memberName', 'remark'],
  page: ['attempt', 'change', 'disposal', 'headName', 'living', 'memberName'],
};

/** Fields that answers of the API show to the office in whose care a household is. */
export const fieldsShown = [
  'attempt', 'change', 'correctionReason', 'disposal', 'excuse', 'headDisability', 'headHealth', 'headIdNo', 'headName',
  'headPhone', 'living', 'memberName', 'newAddress', 'remark', 'report',
]; // prettier-ignore

/** The fields met in what may show them: a search that finds nothing there would find nothing anywhere. */
export async function fieldsIn(marks: Marks, bytes: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const hits = await Promise.all(bytes.map((one) => findCanaries(marks, { bytes: Buffer.from(one) })));
  return [...new Set(hits.flat().map(({ field }) => field))].sort();
}

/** A fault inside a handler, with particulars in its hands: the log is gone. What was answered and logged. */
export async function strike(app: TestApp, marks: Marks): Promise<readonly string[]> {
  const officer = await app.as('officer-gangkou');
  await app.system.platform.store.close();
  const head = { name: marks['otherName'], idNo: marks['otherIdNo'], phone: marks['otherPhone'] };
  const registration = await officer.post('/households', householdForm({ address: marks['otherAddress'], head }));
  const search = await officer.post('/household-searches', { name: marks['otherName'] });
  if (registration.status !== 503) throw new Error(`${registration.status}: the log was to be gone`);
  return [registration.text, search.text, ...app.logs.lines, (await app.http.get('/metrics')).text];
}
