import type { ListHouseholdBody } from '../aggregates/household/listing/list-household.dto.js';
import type { MemberBody } from '../aggregates/household/members/member.dto.js';
import { DemoPeople } from './demo-people.js';
import type { DemoVillage } from './demo-villages.js';
import { demoVillages } from './demo-villages.js';
import type { SeededRandom } from './seeded-random.js';

/** A family as the roster will have it, before anything has happened. */
export interface DemoFamily {
  readonly key: string;
  readonly village: DemoVillage;
  /** Account of the coordinator of the village who calls on it. */
  readonly coordinator: string;
  readonly groupNo: string;
  readonly address: string;
  readonly source: string;
  readonly head: MemberBody;
  readonly others: readonly MemberBody[];
  readonly listing: Omit<ListHouseholdBody, 'listedOn' | 'coordinatorRef' | 'source'>;
}

interface Kind {
  /** How many of 100 families are of this kind. */
  readonly share: number;
  readonly category: string;
  readonly hardships: readonly [string, ...string[]];
  readonly aids: readonly string[];
  readonly headBorn: readonly [number, number];
  readonly headIs: Partial<MemberBody>;
  readonly household: 'alone' | 'couple' | 'family' | 'single-parent' | 'grandparent';
  readonly careMode?: string;
}

const kinds: readonly Kind[] = [
  {
    share: 16,
    category: 'TEKUN',
    hardships: ['LONELY'],
    aids: ['TEKUN'],
    headBorn: [1934, 1960],
    headIs: { selfCare: 'PARTIAL', employment: 'NO_CAPACITY', health: '高血压，行动不便' },
    household: 'alone',
    careMode: 'HOME',
  },
  {
    share: 10,
    category: 'DIBAO_SINGLE',
    hardships: ['SEVERE_DISABILITY'],
    aids: ['DIBAO', 'MEDICAL'],
    headBorn: [1955, 1988],
    headIs: { disability: '肢体残疾二级', selfCare: 'PARTIAL', employment: 'NO_CAPACITY' },
    household: 'couple',
  },
  {
    share: 24,
    category: 'DIBAO',
    hardships: ['SEVERE_ILLNESS', 'SEVERE_DISABILITY'],
    aids: ['DIBAO'],
    headBorn: [1948, 1978],
    headIs: { health: '慢性肾病，长期透析', employment: 'FARMING' },
    household: 'couple',
  },
  {
    share: 16,
    category: 'DIBAO_EDGE',
    hardships: ['SCHOOLING', 'UNEMPLOYED'],
    aids: ['EDUCATION'],
    headBorn: [1972, 1986],
    headIs: { employment: 'FLEXIBLE' },
    household: 'family',
  },
  {
    share: 10,
    category: 'RIGID_EXP',
    hardships: ['SEVERE_ILLNESS', 'ACCIDENT'],
    aids: ['MEDICAL'],
    headBorn: [1968, 1985],
    headIs: { health: '车祸后康复中', employment: 'UNEMPLOYED' },
    household: 'family',
  },
  {
    share: 9,
    category: 'FPJC',
    hardships: ['UNEMPLOYED', 'DISASTER'],
    aids: ['EMPLOYMENT'],
    headBorn: [1965, 1985],
    headIs: { employment: 'UNEMPLOYED' },
    household: 'family',
  },
  {
    share: 9,
    category: 'WATCH',
    hardships: ['SINGLE_PARENT'],
    aids: [],
    headBorn: [1978, 1990],
    headIs: { employment: 'FLEXIBLE' },
    household: 'single-parent',
  },
  {
    share: 6,
    category: 'OTHER_LOW',
    hardships: ['ORPHAN', 'LONELY'],
    aids: ['CHARITY'],
    headBorn: [1942, 1956],
    headIs: { health: '腿脚不便', employment: 'RETIRED' },
    household: 'grandparent',
  },
];

const SOURCES = ['SWEEP', 'SWEEP', 'SWEEP', 'CLUE', 'MATCH', 'SELF', 'HOTLINE'] as const;

/** Every family of the villages, the same ones for the same seed. */
export function demoFamilies(
  random: SeededRandom,
  villages: readonly DemoVillage[] = demoVillages,
  people = new DemoPeople(random),
): readonly DemoFamily[] {
  return villages.flatMap((village) =>
    Array.from({ length: village.families }, (_, index) => familyOf(village, index, people, random)),
  );
}

function familyOf(village: DemoVillage, index: number, people: DemoPeople, random: SeededRandom): DemoFamily {
  const kind = kindBy(random.between(1, 100));
  const surname = people.surname();
  const groupNo = String(random.between(1, 9)).padStart(2, '0');
  const head = {
    ...people.person({
      relation: 'HEAD',
      born: kind.headBorn,
      surname,
      name: village.heads[index],
      withPhone: random.chance(0.85),
    }),
    ...kind.headIs,
  };
  return {
    key: `${village.code}/${index}`,
    village,
    coordinator: village.coordinators[index % village.coordinators.length] ?? village.coordinators[0],
    groupNo,
    address: `${village.name}${Number(groupNo)}组${random.between(1, 80)}号`,
    source: random.pick(SOURCES),
    head,
    others: othersOf(kind, surname, people, random),
    listing: {
      categoryCodes: [kind.category],
      hardshipCodes: [random.pick(kind.hardships)],
      currentAids: [...kind.aids],
      partialDibao: kind.category === 'DIBAO_SINGLE',
      inDifficulty: random.chance(0.8),
      kinFlag: random.chance(0.02),
      ...(kind.headIs.selfCare === undefined ? {} : { selfCare: kind.headIs.selfCare }),
      ...(kind.careMode === undefined ? {} : { careMode: kind.careMode }),
    },
  };
}

function othersOf(
  { household, headBorn }: Kind,
  surname: string,
  people: DemoPeople,
  random: SeededRandom,
): readonly MemberBody[] {
  const spouse = () => ({
    ...people.person({ relation: 'SPOUSE', born: headBorn, withPhone: random.chance(0.5) }),
    employment: 'FARMING',
  });
  const pupil = (relation: string) => ({
    ...people.person({ relation, born: [2009, 2018], surname }),
    student: true,
    employment: 'STUDENT',
  });
  switch (household) {
    case 'alone':
      return [];
    case 'couple':
      return random.chance(0.6) ? [spouse()] : [];
    case 'family':
      return [spouse(), ...Array.from({ length: random.between(1, 2) }, () => pupil('CHILD'))];
    case 'single-parent':
      return [pupil('CHILD')];
    case 'grandparent':
      return [pupil('GRANDCHILD')];
  }
}

function kindBy(percentile: number): Kind {
  let sum = 0;
  const found = kinds.find(({ share }) => (sum += share) >= percentile);
  if (!found) throw new RangeError('the shares of the kinds of families do not make 100');
  return found;
}
