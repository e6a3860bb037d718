import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { SimulatedClock } from '../../platform/clock/simulated.clock.js';
import { PublishedRules } from './rules-reader.js';

test('of a day before a number was published answers go by the one shipped, decisions by none', async () => {
  const rules = new PublishedRules(new MemoryEventStore(), new SimulatedClock('2026-09-10T01:00:00.000Z'));
  expect((await rules.at(0)).parameters.number('TRAINING-DAYS')).toBe(90);
  const now = await rules.now();
  expect(() => now.parameters.number('TRAINING-DAYS')).toThrow('TRAINING-DAYS');
});
