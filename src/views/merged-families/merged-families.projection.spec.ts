import { recordedFact } from '../../../test/support/given-when-then.js';
import { registeredHousehold } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { Views } from '../../platform/read-store/views.js';
import { familiesNow, familyChains, withFamiliesNow } from './families-now.js';
import type { MergedFamilyDocument } from './merged-families.projection.js';
import { mergedFamiliesProjection } from './merged-families.projection.js';

const merged = (into: string) => ({
  type: 'HouseholdMergedInto' as const,
  data: { proposalId: 'p-1', into, on: '2026-09-10' },
});

describe('merged families', () => {
  it('keeps nothing of a family that goes on, and of one that ended where', () => {
    const [born, ended] = [registeredHousehold(), merged('h-2')];
    projectionSpec(mergedFamiliesProjection)
      .given([recordedFact({ fact: born }, 0, 'household-h-1')])
      .then([]);
    projectionSpec(mergedFamiliesProjection)
      .given([recordedFact({ fact: born }, 0, 'household-h-1'), recordedFact({ fact: ended }, 1, 'household-h-1')])
      .then([{ _id: 'h-1', into: 'h-2' }]);
  });
});

describe('the household a family is now', () => {
  const known: Readonly<Record<string, string>> = {
    'h-1': 'h-2',
    'h-2': 'h-3',
    'h-6': 'h-8',
    'h-7': 'h-8',
    'h-8': 'h-9',
    'h-9': 'h-7',
  };
  const asked: (readonly string[])[] = [];
  const views = {
    position: async () => 0,
    of: async () => ({
      find: async ({ _id: { $in: ids } }: { _id: { $in: readonly string[] } }) => {
        asked.push(ids);
        return ids.flatMap((_id): MergedFamilyDocument[] => {
          const into = known[_id];
          return into === undefined ? [] : [{ _id, into, position: 1 }];
        });
      },
    }),
  } as unknown as Views;

  beforeEach(() => asked.splice(0));

  it('is the one at the end of all mergers, asked for step by step for all at once', async () => {
    const now = await familiesNow(views, ['h-1', 'h-2', 'h-4', 'h-1']);
    expect(['h-1', 'h-2', 'h-3', 'h-4'].map(now)).toEqual(['h-3', 'h-3', 'h-3', 'h-4']);
    expect(asked).toEqual([['h-1', 'h-2', 'h-4'], ['h-3']]);
  });

  it('is the first of three that have ended in one another, whichever of them is asked for', async () => {
    const now = await familiesNow(views, ['h-6', 'h-7']);
    expect(['h-6', 'h-7', 'h-8', 'h-9'].map(now)).toEqual(['h-7', 'h-7', 'h-7', 'h-7']);
  });

  it('comes last of all it has been', async () => {
    const chains = await familyChains(views, ['h-1', 'h-4', 'h-6', 'h-9']);
    expect(['h-1', 'h-4', 'h-6', 'h-9'].map(chains)).toEqual([
      ['h-1', 'h-2', 'h-3'],
      ['h-4'],
      ['h-6', 'h-8', 'h-9', 'h-7'],
      ['h-9', 'h-8', 'h-7'],
    ]);
  });

  it('takes the place of the one a document names, and nothing where it names none', async () => {
    const documents = [{ _id: 'c-1', householdRef: 'h-1' }, { _id: 'c-2' }];
    expect(await withFamiliesNow(views, documents)).toEqual([{ _id: 'c-1', householdRef: 'h-3' }, { _id: 'c-2' }]);
    expect(await withFamiliesNow(views, [])).toEqual([]);
  });
});
