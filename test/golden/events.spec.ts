import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { remember } from '../../src/cli/known-aggregates.js';
import { eventCatalogue } from '../../src/cli/list-events.js';
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
const fileOf = ({ type, schemaVersion }: (typeof eventCatalogue)[number]) => `${type}.v${schemaVersion}.json`;
const life = eventCatalogue.map((line) => sample(fileOf(line)));

test('there is a sample of every type this release writes', () => {
  expect(files).toEqual(eventCatalogue.map(fileOf).sort());
});

test.each(files)('%s is remembered, answered and read aloud as it was written', (file) => {
  const fact = sample(file);
  const line = eventCatalogue.find((candidate) => fileOf(candidate) === file);
  expect([`${fact.type}.v${fact.metadata.schemaVersion}.json`, categoryOf(fact.stream)]).toEqual([file, line?.stream]);
  expect(remember(undefined, fact)).toBeDefined();
  for (const projection of projections) projectionSpec(projection).given([fact]);
  expect(sentenceOf(fact)).toBe(line?.sentence);
  expect(sentenceOf(fact)).not.toMatch(/undefined|\[object/);
});

test('all samples together make lives that every fold and every view follows to the end', () => {
  const facts = recorded(life);
  const states = new Map<string, unknown>();
  for (const fact of facts) states.set(fact.stream, remember(states.get(fact.stream), fact));
  expect([...states.keys()].map(categoryOf)).toEqual(['city', 'household', 'person', 'rulebook']);
  for (const projection of projections) {
    const { documents, then } = projectionSpec(projection).given(facts);
    then(documents.map(({ position: _, ...told }) => told));
  }
});
