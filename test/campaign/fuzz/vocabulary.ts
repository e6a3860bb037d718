import type { Home, KnownWorld } from './known-world.js';
import type { Chance } from './chance.js';
import { GANGKOU, OTHER_VILLAGE, VILLAGE, idNumberOf } from '../../support/clerk.js';

/** What a request is about, and where its words come from. */
export interface Scene {
  readonly world: KnownWorld;
  readonly chance: Chance;
  readonly home?: Home;
}

type Word = (scene: Scene) => unknown;

const pad = (day: number): string => String(day).padStart(2, '0');
const day: Word = ({ chance }) => `2026-09-${pad(1 + chance.whole(10))}`;
const moment: Word = ({ chance }) => `2026-09-${pad(1 + chance.whole(9))}T${pad(chance.whole(24))}:00:00+08:00`;
const later: Word = ({ chance }) => `2026-${pad(10 + chance.whole(3))}-${pad(1 + chance.whole(28))}T08:00:00+08:00`;
const village: Word = ({ chance }) => chance.of([VILLAGE, VILLAGE, OTHER_VILLAGE]);
const town: Word = () => GANGKOU;
const member: Word = ({ chance, home }) => chance.oneOf(home?.members ?? []);
const fresh: Word = () => undefined;
let idNumbers = 0;

/** The n-th number of those born on that day of a month, over eighty years: enough for every run. */
export function nthIdNumber(n: number, day: string): string {
  const year = 1910 + (Math.floor(n / 900) % 80);
  const month = 1 + (Math.floor(n / 72_000) % 12);
  return idNumberOf(`${year}${pad(month)}${day}`, 1 + (n % 900));
}

/** Fields whose values mean something: what their names stand for in a world that exists. */
export const vocabulary: Readonly<Record<string, Word>> = {
  villageCode: village,
  village,
  town,
  townCode: ({ chance }) => chance.of([GANGKOU, '341881002', '341871001']),
  towns: ({ chance }) => chance.of([[], [GANGKOU], [GANGKOU, '341881002']]),
  on: day,
  listedOn: day,
  registeredOn: day,
  from: day,
  until: later,
  visitedAt: moment,
  attemptedAt: moment,
  about: ({ chance }) => chance.of(['2026', '2026-09']),
  month: ({ chance }) => chance.of(['2026-09', '2026-08']),
  name: ({ chance }) => chance.of(['张三', '欧阳建国', '李·买买提', '王小明', '司马相如']),
  phone: ({ chance }) => `1990000${String(chance.whole(10_000)).padStart(4, '0')}`,
  idNo: () => nthIdNumber(idNumbers++, '07'),
  villages: ({ chance }) => chance.of([[VILLAGE], [VILLAGE, OTHER_VILLAGE], []]),
  toTown: () => '341881002',
  coordinatorId: fresh,
  handOverTo: fresh,
  takesOverFrom: fresh,
  visitId: fresh,
  householdId: fresh,
  caseId: fresh,
  problemId: fresh,
  applicationId: fresh,
  objectionId: fresh,
  referralId: fresh,
  agreementId: fresh,
  measureId: fresh,
  acceptedOn: day,
  knownAt: moment,
  callAt: moment,
  respondedAt: moment,
  verifiedAt: moment,
  memberId: member,
  newHeadMemberId: member,
  whoSeen: ({ home, chance }) => chance.some(home?.members ?? [], 0.8),
  correctsVisitId: ({ chance, home }) => chance.oneOf(home?.visits ?? []),
  corrects: ({ chance, home }) => chance.oneOf(home?.facts ?? []),
  sha256: ({ chance, world }) => chance.oneOf(world.evidence) ?? 'a'.repeat(64),
  auditors: () => ['demo-auditor'],
  exportId: ({ chance, world }) => chance.oneOf(world.approvedExports),
  stream: ({ chance, home }) =>
    home && chance.happens(0.8) ? `household-${home.id}` : chance.of(['city', 'rulebook']),
  actor: ({ chance }) => chance.of(['demo-officer-gangkou', 'demo-bureau']),
  coordinator: () => 'c-1',
  submission: () => '1',
  asOf: ({ chance, world }) => chance.oneOf([...world.positions, '2026-09-10T08:00:00+08:00', '2026-09-09']),
  minPosition: ({ world }) => world.positions.at(-1),
  cursor: ({ chance, world }) => chance.oneOf(world.cursors),
  account: ({ chance }) => chance.of(['officer-gangkou', 'bureau', 'auditor']),
};

/** The value with every field that means something told in words of the world; a few stay as they came. */
export function told(value: unknown, scene: Scene): unknown {
  if (Array.isArray(value)) return value.map((item) => told(item, scene));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, given]) => {
    const word = vocabulary[name];
    return [name, word && scene.chance.happens(0.95) ? word(scene) : told(given, scene)] as const;
  });
  return Object.fromEntries(fields);
}
