import { plusMillis } from '../platform/calendar/local-date.js';
import type { Instant } from '../platform/fact.js';
import type { CaseStory } from './demo-case-story.js';
import { BEGINNING, workdayAfter } from './demo-case-story.js';
import { MORNING, at } from './demo-script.js';

const HOUR = 3_600_000;
const BUREAU = 'bureau';
/** Working days: a report after so many is late (CLUE-REPORT), and a first response after one (NOTICE-1ST). */
const TOO_LATE_TO_REPORT = 5;
const TOO_LATE_TO_ANSWER = 2;

const tellings = [
  '村民反映该户近期生活困难，请上门了解',
  '走访时发现家中主要劳动力患病，收入中断',
  '邻居反映老人独居，近来无人照看',
  '孩子上学和看病开支较大，家庭负担重',
] as const;

export const sources = ['COORDINATOR', 'SWEEP', 'HOTLINE', 'ROSTER', 'DEPARTMENT', 'MATCH', 'SELF', 'SOCIAL'] as const;
export type Source = (typeof sources)[number];

/** Who reports what he has learned from where. */
function reporterOf(source: Source, story: CaseStory): string {
  const { town, departmentOf } = story.cast;
  switch (source) {
    case 'HOTLINE':
      return town.hotline;
    case 'MATCH':
      return BUREAU;
    case 'DEPARTMENT':
      return departmentOf('MEDICAL') ?? BUREAU;
    case 'SELF':
      return town.window;
    default:
      return story.coordinator;
  }
}

/** The need becomes known: a family on the roster is taken from it, a call comes before its clue. */
export function becomesKnown(story: CaseStory, source: Source, need: string): void {
  if (source === 'ROSTER') return opensFromRoster(story);
  if (source === 'HOTLINE') {
    calls(story);
    responds(story, true);
  }
  reports(story, { source, need, urgent: false });
}

export function calls(story: CaseStory): void {
  const { town, key } = story.cast;
  const callAt = story.now;
  const channel = story.random.chance(0.6) ? 'H12345' : 'TOWN_HOTLINE';
  const caller = { name: '来电群众' };
  story.does(
    BEGINNING,
    town.hotline,
    ({ clues }, { door }) => clues.logCall(door, { townCode: town.code, channel, callAt, callNo: key, caller }),
    { brings: 2 },
  );
}

/** 第一响应, the same day or too late. */
export function responds(story: CaseStory, helpNeeded: boolean): void {
  const { hotline, officer } = story.cast.town;
  if (story.late()) story.wait(TOO_LATE_TO_ANSWER);
  const respondedAt = story.now;
  const how = story.random.pick(['PHONE', 'PHONE', 'DOOR', 'MESSAGE']);
  story.does('response', story.random.chance(0.7) ? hotline : officer, ({ clues }, { door, caseId }) =>
    clues.respondFirst(door, caseId, { respondedAt, how, helpNeeded }),
  );
}

interface Clue {
  readonly source: Source;
  readonly need: string;
  readonly urgent: boolean;
  /** Somebody who is on no roster, and cannot be found. */
  readonly stranger?: boolean;
}

export function reports(story: CaseStory, { source, need, urgent, stranger = false }: Clue): void {
  const { family } = story.cast;
  const called = source === 'HOTLINE' && !urgent;
  const body = {
    villageCode: family.village.code,
    source,
    knownAt: called ? story.now : knownBefore(story),
    urgencyHint: urgent ? 'URGENT' : 'NORMAL',
    needs: [need],
    text: story.random.pick(tellings),
  };
  const subject = { name: '李某某', address: `${family.village.name}附近` };
  story.does(
    called ? 'clue' : BEGINNING,
    reporterOf(source, story),
    ({ clues }, { door, caseId, householdId }) =>
      clues.reportClue(door, {
        ...body,
        ...(called ? { caseId } : {}),
        ...(stranger ? { subject } : { householdRef: householdId }),
      }),
    { brings: stranger ? 2 : 1 },
  );
}

function knownBefore(story: CaseStory): Instant {
  if (story.late()) return at(workdayAfter(story.today, -TOO_LATE_TO_REPORT), MORNING);
  return plusMillis(story.now, -2 * HOUR);
}

export function verifies(story: CaseStory, result: 'CONFIRMED' | 'PARTLY' | 'UNFOUNDED'): void {
  story.wait(story.random.between(1, 2));
  const verifiedAt = plusMillis(story.now, -HOUR);
  const text = result === 'UNFOUNDED' ? '上门核实，所反映的情况不存在' : '上门核实，情况与反映基本一致';
  const account = story.random.chance(0.5) ? story.coordinator : story.cast.town.officer;
  story.does('verification', account, ({ clues }, { door, caseId }) =>
    clues.verifyClue(door, caseId, { verifiedAt, result, needsListing: false, text }),
  );
}

export function rejects(story: CaseStory, reason: string): void {
  story.wait(1);
  story.officerDoes('rejection', ({ clues }, { door, caseId }) =>
    clues.rejectClue(door, caseId, { reason, text: '经核实不符合立案条件，已向反映人说明' }),
  );
}

/** Into the case of that key, which was begun before. */
export function isDuplicateOf(story: CaseStory, key: string): void {
  story.wait(1);
  story.officerDoes('duplicate', (play, { door, caseId }) =>
    play.clues.markDuplicate(door, caseId, { ofCaseRef: play.idOf(key, BEGINNING) }),
  );
}

export function opens(story: CaseStory): void {
  const ownerChain = ownersOf(story);
  story.officerDoes('opening', ({ openings }, { door, caseId }) => openings.openCase(door, caseId, { ownerChain }));
}

function opensFromRoster(story: CaseStory): void {
  const villageCode = story.cast.family.village.code;
  const ownerChain = ownersOf(story);
  const reason = '花名册显示该户困难未消除，纳入本月调查';
  story.officerDoes(
    BEGINNING,
    ({ openings }, { door, householdId: householdRef }) =>
      openings.openCaseFromRoster(door, { villageCode, householdRef, ownerChain, reason }),
    { brings: 1 },
  );
}

function ownersOf({ cast: { family, town }, coordinator }: CaseStory) {
  return {
    group: `demo-${coordinator}`,
    village: `demo-secretary-${family.village.code}`,
    township: `demo-${town.officer}`,
    bureau: `demo-${BUREAU}`,
  };
}

export function judgesUrgency(story: CaseStory, urgency: 'URGENT' | 'NORMAL'): void {
  const basis = urgency === 'URGENT' ? '突发急病，家中无现金，当日需要用钱' : '生活暂可维持，按一般个案办理';
  story.officerDoes('urgency', ({ openings }, { door, caseId }) =>
    openings.assessUrgency(door, caseId, { urgency, basis }),
  );
}
