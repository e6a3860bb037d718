import { reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { registeredHousehold } from '../../../test/support/people.js';
import { testRules } from '../../../test/support/rules.js';
import { Change } from '../../platform/change/change.js';
import { SystemClock } from '../../platform/clock/system.clock.js';
import type { Fact } from '../../platform/fact.js';
import { RecordedRefusals } from './recorded-refusals.js';

const refusal = { rule: 'household-merged', reason: '该户已并入另一户' };

/** A log whose one fact made a policy act, and where its refusals are kept. */
async function kept(stream: string, fact: Fact) {
  const store = new MemoryEventStore();
  const cause = recordedFact({ fact }, 0, stream);
  await store.append(stream, 'none', [cause]);
  const change = new Change({
    store,
    clock: new SystemClock(),
    rules: async () => testRules(),
    pause: async () => undefined,
  });
  const told: string[] = [];
  const refusals = new RecordedRefusals(change, ({ policy }, { rule }) => told.push(`${policy} ${rule}`));
  const step = { policy: 'case-watch', fact: cause, index: 0 };
  const written = async () => (await store.read(stream, { from: 1 })).map(({ type, data }) => [type, data]);
  return { refusals, step, told, written };
}

test('a step that followed from a case is written into it once, and known from then on', async () => {
  const { refusals, step, told, written } = await kept('case-k-1', reported());
  const other = { ...step, index: 1 };
  expect(await refusals.has(step)).toBe(false);
  await refusals.record(step, refusal);
  await refusals.record(step, { rule: 'other', reason: '其他' });
  expect([await refusals.has(step), await refusals.has(other)]).toEqual([true, false]);
  const { id: causationId } = step.fact;
  const refusalId = expect.any(String) as string;
  expect(await written()).toEqual([
    ['PolicyStepRefused', { refusalId, policy: 'case-watch', causationId, step: 0, ...refusal }],
  ]);
  expect(told).toEqual(['case-watch household-merged', 'case-watch other']);
});

test('a step that followed from another stream is told to the operator alone', async () => {
  const { refusals, step, told, written } = await kept('household-h-1', registeredHousehold());
  await refusals.record(step, refusal);
  expect([await refusals.has(step), await written(), told]).toEqual([false, [], ['case-watch household-merged']]);
});
