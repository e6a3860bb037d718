import { appointed } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { registeredHousehold } from '../../../test/support/people.js';
import { testRules } from '../../../test/support/rules.js';
import { Change } from '../../platform/change/change.js';
import { SimulatedClock } from '../../platform/clock/simulated.clock.js';
import { divisionsFrom, loadDivisions } from '../../platform/divisions/divisions.js';
import type { Fact } from '../../platform/fact.js';
import { VillageMergerTimer } from './village-merger.timer.js';

const [PART, WHOLE, THIRD] = ['341881100201', '341881100202', '341881100203'];
const shipped = { edition: '2023', divisions: loadDivisions('2023').divisions };
const merged = divisionsFrom(
  {
    edition: '2027',
    divisions: shipped.divisions.filter(({ code }) => code !== PART),
    effectiveFrom: '2026-09-05',
    mergers: [{ code: PART, into: WHOLE }],
  },
  [shipped],
);

/** A log with families in three villages, one of which moved, and the coordinator of the first. */
async function process(divisions = merged) {
  const store = new MemoryEventStore();
  const moved = { fromTown: '341881100', toTown: '341881100', on: '2026-09-02' };
  const stories: Readonly<Record<string, readonly Fact[]>> = {
    'household-h-1': [registeredHousehold()],
    'household-h-2': [registeredHousehold({ villageCode: WHOLE })],
    'household-h-3': [
      registeredHousehold(),
      { type: 'HouseholdMoved', data: { ...moved, fromVillage: PART, toVillage: THIRD } },
    ],
    'coordinator-c-1': [appointed()],
    [`village-${PART}`]: [
      {
        type: 'ResponsibilityBegan',
        data: { villageCode: PART, townCode: '341881100', coordinatorRef: 'c-1', on: '2026-09-01' },
      },
    ],
  };
  let told = 0;
  for (const [stream, facts] of Object.entries(stories))
    await store.append(
      stream,
      'none',
      facts.map((fact) => recordedFact({ fact }, told++, stream)),
    );
  const clock = new SimulatedClock('2026-09-10T01:00:00.000Z');
  const rules = async () => ({ ...testRules(), divisions });
  const change = new Change({ store, clock, rules, pause: async () => undefined });
  const failed = (error: unknown): void => {
    throw error;
  };
  const timer = () => new VillageMergerTimer({ clock, change, store, rules, failed });
  const written = async () => (await store.readAll(told, { limit: 100 })).events;
  return { timer, written };
}

describe('F16 · when a village has become part of another', () => {
  it('its coordinators follow, then its families, and nobody else', async () => {
    const { timer, written } = await process();
    expect(await timer().round()).toBe(2);
    expect((await written()).map(({ stream, type, data }) => [stream, type, data])).toEqual([
      [
        'coordinator-c-1',
        'VillagesAssigned',
        expect.objectContaining({ begun: [WHOLE], ended: [PART], from: '2026-09-05' }),
      ],
      [
        'household-h-1',
        'HouseholdMoved',
        expect.objectContaining({ fromVillage: PART, toVillage: WHOLE, on: '2026-09-05', edition: '2027' }),
      ],
    ]);
  });

  it('a second round and a second process add nothing', async () => {
    const { timer, written } = await process();
    const [one, other] = [timer(), timer()];
    await Promise.all([one.round(), other.round()]);
    expect(await one.round()).toBe(0);
    expect((await written()).length).toBe(2);
  });

  it('nothing is read or written while no edition in force says so', async () => {
    const { timer, written } = await process(loadDivisions('2023'));
    expect(await timer().round()).toBe(0);
    expect(await written()).toEqual([]);
  });
});
