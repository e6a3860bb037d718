import { addDays, lastDayOf } from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import type { Entry } from './demo-acts.js';
import { addsMember, adjusts, delists, headDies, movesHouse, reportsChange } from './demo-acts.js';
import type { DemoFamily } from './demo-families.js';
import type { CastFamily, Fate, Stretch } from './demo-month.js';
import type { FamilyAct } from './demo-script.js';
import { correctsListing, correctsVisit, excuses } from './demo-proposals.js';
import { MORNING, at } from './demo-script.js';

export interface Episodes {
  readonly acts: readonly FamilyAct[];
  /** Families that leave the roster: nobody calls on them any more. */
  readonly gone: readonly DemoFamily[];
}

/** The month a scene plays in, of the stretch that is played. */
export interface SceneMonth {
  readonly month: Period;
  /** Last day on which a visit of that month is entered in time. */
  readonly cutOffOn: LocalDate;
  readonly until: LocalDate;
}

export type Scene = (family: DemoFamily, during: SceneMonth) => readonly FamilyAct[];

/** On a day, `hour` hours after the morning. */
const on = (family: DemoFamily, day: LocalDate, hour = 1): Entry => ({ family, at: at(day, MORNING + 60 * hour) });

/** What happens to some families besides their visits. */
export function afterwards(cast: readonly CastFamily[], stretch: Stretch): Episodes {
  const of = (fate: Fate) => cast.filter((one) => one.fate === fate).map(({ family }) => family);
  const visited = of('visited').filter(({ village }) => village.reviewer !== undefined);
  const several = visited.filter(({ others }) => others.length > 0);
  const dying = several.slice(0, 1);
  const born = several.slice(1, 3);
  const usual = visited.filter((family) => !dying.includes(family) && !born.includes(family));
  const some = (from: number, count: number) => usual.slice(from, from + count);
  const play = (families: readonly DemoFamily[], scene: Scene) => families.flatMap((family) => scene(family, stretch));
  const delisted = some(0, 4);
  return {
    acts: [
      ...play(of('excused'), excusedInTime),
      ...play(of('excused-after-miss'), excusedAfterMiss),
      ...play(of('excuse-rejected'), excuseRejected),
      ...play(of('last-member-dies'), death),
      ...play(of('missed').slice(0, 2), excuseOpen),
      ...play(dying, death),
      ...play(born, birth),
      ...play(delisted, leavesRoster),
      ...play(some(4, 3), move),
      ...play(some(7, 2), newsOfIncome),
      ...play(some(9, 6), adjustment),
      ...play(some(15, 3), visitCorrected),
      ...play(some(18, 1), visitCorrectionRejected),
      ...play(some(19, 2), visitCorrectionOpen),
      ...play(some(21, 1), listingCorrected),
    ],
    gone: [...of('last-member-dies'), ...delisted],
  };
}

const excusedInTime: Scene = (family, { month }) => {
  const last = lastDayOf(month);
  const decision = { decidedAt: at(last, MORNING + 120) };
  return excuses(
    on(family, addDays(last, -1)),
    month,
    'AWAY_WORKING',
    '全家在外务工，电话已联系，春节前返回',
    decision,
  );
};

const excusedAfterMiss: Scene = (family, { month, cutOffOn }) => {
  const decision = { decidedAt: at(addDays(cutOffOn, 3), MORNING + 120) };
  return excuses(on(family, addDays(cutOffOn, 2)), month, 'IN_HOSPITAL', '当月一直在市医院住院，有出院小结', decision);
};

const excuseRejected: Scene = (family, { month, cutOffOn }) => {
  const decision = { decidedAt: at(addDays(cutOffOn, 2), MORNING + 90), rejectedBecause: '理由不充分，当月应当走访' };
  return excuses(on(family, addDays(cutOffOn, 1)), month, 'OTHER', '协理员当月工作较忙', decision);
};

/** Waits for whoever tries out the reviewer's account. */
const excuseOpen: Scene = (family, { month, until }) =>
  excuses(on(family, until, 2), month, 'AWAY_WORKING', '户主外出务工，家中无人，待复核', {});

const death: Scene = (family, { month }) => [headDies(on(family, `${month}-28`), `${month}-27`)];

const birth: Scene = (family, { month }) => {
  const child = {
    name: `${[...family.head.name][0] ?? ''}小宝`,
    noIdReason: 'NOT_REGISTERED',
    relation: 'GRANDCHILD',
    birthYearMonth: month,
  };
  return [addsMember({ ...on(family, `${month}-28`), nth: 'newborn' }, child, `${month}-26`)];
};

const leavesRoster: Scene = (family, { month }) => {
  const day = lastDayOf(month);
  return [delists(on(family, day, 3), { on: day, reason: 'RECOVERED', text: '子女就业，收入稳定，经核实困难已消除' })];
};

const move: Scene = (family, { month }) => [
  movesHouse(
    on(family, `${month}-28`, 2),
    `${family.village.name}安置小区2幢${Number(family.groupNo)}号`,
    `${month}-26`,
  ),
];

const newsOfIncome: Scene = (family, { month }) => [
  reportsChange(on(family, `${month}-28`, 3), {
    kind: 'INCOME',
    text: '户主在村里公益岗上班，每月增加一笔收入',
    on: `${month}-25`,
  }),
];

const adjustment: Scene = (family, { month }) => {
  const currentAids = [...new Set([...family.listing.currentAids, 'TEMPORARY'])];
  return [adjusts(on(family, lastDayOf(month), 4), { currentAids, reason: '本月已给予临时救助' })];
};

const needs = { needs: ['MEDICAL', 'LIVING'] };

const visitCorrected: Scene = (family, { month }) => {
  const decision = { decidedAt: at(addDays(lastDayOf(month), 1), MORNING + 60) };
  return correctsVisit(on(family, lastDayOf(month), 5), needs, '录入时漏选救助需求', decision);
};

const visitCorrectionRejected: Scene = (family, { month }) => {
  const decision = { decidedAt: at(addDays(lastDayOf(month), 1), MORNING + 90), rejectedBecause: '请补充佐证后再提' };
  return correctsVisit(on(family, lastDayOf(month), 5), { needs: [] }, '与户主核对后无需求', decision);
};

/** Waits for whoever tries out the reviewer's account. */
const visitCorrectionOpen: Scene = (family, { until }) =>
  correctsVisit(on(family, until, 11), needs, '漏选救助需求', {});

const listingCorrected: Scene = (family, { month }) => {
  const decision = { decidedAt: at(addDays(lastDayOf(month), 2), MORNING + 60) };
  const hardshipCodes = [...new Set([...family.listing.hardshipCodes, 'UNEMPLOYED'])];
  return correctsListing(on(family, lastDayOf(month), 6), { hardshipCodes }, '列入时漏填致困原因', decision);
};

/** What may happen to a family besides its visits; nothing of it twice in one family. */
export const scenes = {
  excusedInTime,
  excusedAfterMiss,
  excuseRejected,
  leavesRoster,
  death,
  birth,
  move,
  newsOfIncome,
  adjustment,
  visitCorrected,
  visitCorrectionRejected,
  listingCorrected,
} as const;
