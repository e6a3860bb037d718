import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { eventCatalogue, sampleName } from '../../src/cli/list-events.js';
import { aggregatesByCategory, remember } from '../../src/known-aggregates.js';
import { currentForm } from '../../src/known-facts.js';
import type { Recorded } from '../../src/platform/fact.js';
import { categoryOf } from '../../src/platform/fact.js';
import { projections } from '../../src/projections.js';
import { sentenceOf } from '../../src/views/audit-trail/sentences-by-category.js';
import { projectionSpec } from '../support/projection-spec.js';
import { recorded } from '../support/recorded.js';

const FOLDER = join(__dirname, 'events');

function sample(file: string): Recorded {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recorded;
}

const files = readdirSync(FOLDER).sort();
/** Every present type once, a second apart. */
const life = eventCatalogue.map((line, n) => {
  const fact = sample(sampleName(line));
  const recordedAt = new Date(Date.parse(fact.metadata.recordedAt) + n * 1000).toISOString();
  return { ...fact, metadata: { ...fact.metadata, recordedAt } };
});
const earlier = eventCatalogue.flatMap((line) =>
  Array.from(
    { length: Number(line.schemaVersion) - 1 },
    (_, n) => [sampleName({ ...line, schemaVersion: String(n + 1) }), sampleName(line)] as const,
  ),
);

test('there is a sample of every type this release writes, and of every version it ever wrote', () => {
  const written = eventCatalogue.map(sampleName);
  expect(files).toEqual([...written, ...earlier.map(([file]) => file)].sort());
});

test.each(files)('%s is remembered, answered and read aloud as it was written', (file) => {
  const stored = sample(file);
  const stream = categoryOf(stored.stream);
  const line = eventCatalogue.find((one) => one.type === stored.type && one.stream === stream);
  expect(sampleName({ type: stored.type, stream, schemaVersion: stored.metadata.schemaVersion })).toBe(file);
  const fact = currentForm(stored);
  expect(remember(undefined, fact)).toBeDefined();
  for (const projection of projections) projectionSpec(projection).given([fact]);
  expect(sentenceOf(fact)).toBe(line?.sentence);
  expect(sentenceOf(fact)).not.toMatch(/undefined|\[object/);
});

test.each(earlier)('%s is read as what %s says', (older, present) => {
  expect(currentForm(sample(older))).toEqual(sample(present));
});

const steps = Object.values(aggregatesByCategory).flatMap(({ upcasts = {} }) =>
  Object.entries(upcasts).flatMap(([type, chain = []]) => chain.map((step, n) => [type, n + 1, step] as const)),
);

test.each(steps)('the step of %s from version %i stumbles over nothing that is plain data', (_, __, step) => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => typeof step(data as never) === 'object'));
});

test('all samples together make lives that every fold and every view follows to the end', () => {
  const facts = recorded(life);
  const states = new Map<string, unknown>();
  for (const fact of facts) states.set(fact.stream, remember(states.get(fact.stream), fact));
  expect([...states.keys()].map(categoryOf)).toEqual([
    'case',
    'city',
    'coordinator',
    'filing',
    'group',
    'household',
    'person',
    'rulebook',
    'township',
    'village',
  ]);
  for (const projection of projections) {
    const { documents, then } = projectionSpec(projection).given(facts);
    then(documents.map(({ position: _, ...told }) => told));
  }
});
