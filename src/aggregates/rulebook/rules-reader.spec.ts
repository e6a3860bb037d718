import { recordedFact } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { SimulatedClock } from '../../platform/clock/simulated.clock.js';
import { PublishedRules } from './rules-reader.js';
import type { ParameterPublished } from './rulebook.events.js';

const clock = new SimulatedClock('2026-09-10T01:00:00.000Z');

test('of a day before a number was published answers go by the one shipped, decisions by none', async () => {
  const rules = new PublishedRules(new MemoryEventStore(), clock);
  expect((await rules.at(0, '2026-09-10')).parameters.number('TRAINING-DAYS')).toBe(90);
  const now = await rules.now();
  expect(() => now.parameters.number('TRAINING-DAYS')).toThrow('TRAINING-DAYS');
});

test('a number published ahead holds from its day, for answers about days before and after it', async () => {
  const store = new MemoryEventStore();
  const published = (value: number, period: Partial<ParameterPublished['data']>): ParameterPublished => ({
    type: 'ParameterPublished',
    data: { id: 'N', value, unit: '日', source: '试', clocked: true, effectiveFrom: '2026-01-01', ...period },
  });
  const facts = [published(5, { effectiveTo: '2026-12-31' }), published(7, { effectiveFrom: '2027-01-01' })];
  await store.append(
    'rulebook',
    'none',
    facts.map((fact, at) => recordedFact({ fact }, at, 'rulebook')),
  );
  const rules = new PublishedRules(store, clock);
  const on = async (day: string): Promise<number> => (await rules.at(await store.head(), day)).parameters.number('N');
  expect([await on('2026-12-31'), await on('2027-01-01')]).toEqual([5, 7]);
});
