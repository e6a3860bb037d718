import type { Path, Wish } from './demo-case-applications.js';
import {
  applies,
  goesUp,
  isAssessedAsAWhole,
  isGranted,
  isProcessed,
  isRefused,
  isWithdrawn,
  plansMeasure,
} from './demo-case-applications.js';
import { changes, isPaid, isReviewed } from './demo-case-benefits.js';
import type { CareTurn } from './demo-case-care.js';
import { isAssessedForCare, isCaredFor } from './demo-case-care.js';
import type { Source } from './demo-case-clues.js';
import {
  becomesKnown,
  calls,
  judgesUrgency,
  opens,
  rejects,
  reports,
  responds,
  sources,
  verifies,
} from './demo-case-clues.js';
import {
  isAided,
  isClosed,
  isFiled,
  isIneligible,
  isReopened,
  isTakenUpAgain,
  isWatched,
} from './demo-case-endings.js';
import type { Department, ReferralTurn } from './demo-case-help.js';
import { handsInPapers, isHelpedAtOnce, isReferred, plansMonitoring } from './demo-case-help.js';
import type { Finding } from './demo-case-inquiry.js';
import { investigates, investigatesUnseen } from './demo-case-inquiry.js';
import type { CaseStory } from './demo-case-story.js';

/** One way a case can go, from the first word about it on. */
export type Plot = (story: CaseStory) => void;

const living: Finding = { need: 'LIVING', counter: 'DIBAO' };

/** From whatever it became known by to the end of the investigation. */
function inquires(story: CaseStory, finding: Finding): void {
  const source = story.random.pick(sources);
  becomesKnown(story, source, finding.need);
  if (source !== 'ROSTER') {
    verifies(story, story.random.chance(0.8) ? 'CONFIRMED' : 'PARTLY');
    opens(story);
  }
  if (story.random.chance(0.2)) judgesUrgency(story, 'NORMAL');
  investigates(story, finding);
}

const callAnswered: Plot = (story) => {
  calls(story);
  responds(story, false);
  isClosed(story, 'NO_NEED');
  if (story.random.chance(0.6)) isFiled(story);
};

/** Nobody has called back yet. */
const callWaits: Plot = (story) => calls(story);

const rejected: Plot = (story) => {
  const stranger = story.random.chance(0.3);
  const source = story.random.pick<Source>(['COORDINATOR', 'SWEEP', 'SELF', 'SOCIAL']);
  reports(story, { source, need: 'LIVING', urgent: false, stranger });
  verifies(story, 'UNFOUNDED');
  rejects(story, stranger ? 'NOT_FOUND' : story.random.pick(['UNFOUNDED', 'NOT_A_NEED', 'OTHER_PLACE']));
};

const noNeed: Plot = (story) => {
  inquires(story, { ...living, met: true });
  isClosed(story, story.random.pick(['NO_NEED', 'SELF_SOLVED']));
  if (story.random.chance(0.8)) isFiled(story);
};

const applying =
  (wish: Wish, change?: 'REDUCE' | 'END'): Plot =>
  (story) => {
    const { path } = wish;
    const need = path === 'TEMPORARY' || path === 'RIGID_EXP' ? 'MEDICAL' : 'LIVING';
    inquires(story, { need, counter: path === 'DIBAO_SINGLE' ? 'DIBAO' : path });
    plansMeasure(story, need, path);
    applies(story, path);
    if (path === 'DIBAO_SINGLE') isAssessedAsAWhole(story);
    isProcessed(story, wish);
    const granted = isGranted(story, path);
    isPaid(story, granted, change === undefined ? undefined : changes(story, granted, change));
    if (change === undefined && path !== 'TEMPORARY') isReviewed(story, granted);
    isAided(story, [ledgerOf[path]], { filed: story.random.chance(0.85) });
  };

/** As the ledger of the newly aided names a path. */
const ledgerOf: Readonly<Record<Path, string>> = {
  DIBAO: 'DIBAO',
  DIBAO_SINGLE: 'DIBAO',
  TEKUN: 'TEKUN',
  EDGE: 'LOW_INCOME',
  RIGID_EXP: 'LOW_INCOME',
  TEMPORARY: 'TEMPORARY',
};

/** Refused for its means: the family is in no difficulty, or it is and is observed. */
const refused =
  (inDifficulty: boolean): Plot =>
  (story) => {
    inquires(story, living);
    plansMeasure(story, 'LIVING', 'DIBAO');
    applies(story, 'DIBAO');
    isProcessed(story, { path: 'DIBAO', above: true });
    isRefused(story);
    isIneligible(story, inDifficulty);
    if (inDifficulty) return isWatched(story);
    isClosed(story, 'NO_NEED');
    isFiled(story);
  };

const withdrawn: Plot = (story) => {
  inquires(story, living);
  plansMeasure(story, 'LIVING', 'DIBAO');
  applies(story, 'DIBAO');
  isWithdrawn(story);
  isClosed(story, 'WITHDRAWN');
  isFiled(story);
};

const caredFor =
  (turn: CareTurn): Plot =>
  (story) => {
    inquires(story, { need: 'CARE', counter: 'TEKUN' });
    plansMeasure(story, 'CARE', 'TEKUN');
    applies(story, 'TEKUN');
    isProcessed(story, { path: 'TEKUN' });
    isAssessedForCare(story);
    goesUp(story);
    const granted = isGranted(story, 'TEKUN', 'bureau');
    isPaid(story, granted);
    isAided(story, ['TEKUN'], { filed: story.random.chance(0.5) });
    story.wait(granted.from > story.today ? 23 : 0);
    isCaredFor(story, turn);
  };

const helpedAtOnce =
  (papers: 'in' | 'never'): Plot =>
  (story) => {
    reports(story, { source: story.random.pick(['COORDINATOR', 'SELF', 'SOCIAL']), need: 'MEDICAL', urgent: true });
    responds(story, true);
    opens(story);
    isHelpedAtOnce(story);
    if (papers === 'never' && story.random.chance(0.5)) return;
    investigates(story, { need: 'MEDICAL', counter: 'TEMPORARY' });
    handsInPapers(story, papers);
    plansMonitoring(story, 'MEDICAL');
    isAided(story, ['TEMPORARY'], { filed: papers === 'in', monitored: true });
  };

/** Urgent as was said at first, not so urgent at a second look: no money at once. */
const notSoUrgent: Plot = (story) => {
  reports(story, { source: 'COORDINATOR', need: 'LIVING', urgent: true });
  responds(story, true);
  opens(story);
  judgesUrgency(story, 'NORMAL');
  investigates(story, { need: 'LIVING', counter: 'MONITORING' });
  plansMonitoring(story, 'LIVING');
  isAided(story, ['LOW_INCOME'], { monitored: true });
};

const referred =
  (need: string, department: Department, turn: ReferralTurn): Plot =>
  (story) => {
    inquires(story, { need, counter: 'REFERRAL' });
    isReferred(story, need, department, turn);
    if (turn === 'HELPED') return isAided(story, ['REFERRAL']);
    if (turn === 'NOT_ELIGIBLE') isIneligible(story, true);
  };

const monitored: Plot = (story) => {
  inquires(story, { need: 'LIVING', counter: 'MONITORING' });
  plansMonitoring(story, 'LIVING');
  const filed = story.random.chance(0.8);
  isAided(story, ['LOW_INCOME'], { filed, monitored: true });
  if (filed && story.random.chance(0.1)) isReopened(story);
};

const watched =
  (again?: 'approved' | 'rejected'): Plot =>
  (story) => {
    inquires(story, living);
    isIneligible(story, true);
    isWatched(story);
    if (again === undefined && story.random.chance(0.5)) return isFiled(story);
    if (again === undefined) return;
    isTakenUpAgain(story, again === 'approved');
    if (again === 'approved' && story.random.chance(0.6)) investigates(story, living);
  };

const unseen: Plot = (story) => {
  reports(story, { source: 'COORDINATOR', need: 'LIVING', urgent: false });
  verifies(story, 'PARTLY');
  opens(story);
  investigatesUnseen(story, living);
};

/** Of 1,000 cases so many go each way. */
export const plots: readonly (readonly [plot: Plot, share: number])[] = [
  [callAnswered, 176],
  [callWaits, 8],
  [rejected, 240],
  [noNeed, 50],
  [applying({ path: 'DIBAO' }), 48],
  [applying({ path: 'DIBAO' }, 'REDUCE'), 12],
  [applying({ path: 'DIBAO' }, 'END'), 14],
  [applying({ path: 'DIBAO', objection: 'REJECTED' }), 12],
  [applying({ path: 'DIBAO', objection: 'UPHELD' }), 6],
  [applying({ path: 'DIBAO', extended: true }), 12],
  [applying({ path: 'DIBAO_SINGLE' }), 20],
  [applying({ path: 'EDGE' }), 20],
  [applying({ path: 'RIGID_EXP' }), 18],
  [applying({ path: 'TEMPORARY' }), 34],
  [refused(false), 14],
  [refused(true), 14],
  [withdrawn, 14],
  [caredFor('central'), 16],
  [caredFor('home'), 18],
  [caredFor('home-follow-ups-missed'), 12],
  [caredFor('asked'), 4],
  [helpedAtOnce('in'), 45],
  [helpedAtOnce('never'), 16],
  [notSoUrgent, 10],
  [referred('MEDICAL', 'MEDICAL', 'HELPED'), 22],
  [referred('HOUSING', 'HOUSING', 'HELPED'), 14],
  [referred('EMPLOYMENT', 'EMPLOYMENT', 'NOT_ELIGIBLE'), 10],
  [referred('EDUCATION', 'EDUCATION', 'no-answer'), 14],
  [referred('CARE', 'DISABLED', 'RETURNED'), 8],
  [referred('LIVING', 'CHARITY', 'HELPED'), 14],
  [monitored, 45],
  [watched(), 24],
  [watched('approved'), 10],
  [watched('rejected'), 6],
  [unseen, 4],
];
