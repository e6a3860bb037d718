import { addMonths, monthOf, monthsBetween } from '../platform/calendar/local-date.js';
import type { CaseStory } from './demo-case-story.js';
import { hashOf } from './demo-case-story.js';
import { dayOf } from './demo-calls.js';
import { callerOn } from './demo-posts.js';

/** What becomes of somebody who cannot look after himself (S22). */
export type CareTurn = 'central' | 'home' | 'home-follow-ups-missed' | 'asked';

/** Working days after which an agreement comes too late (CARE-AGREEMENT). */
const TOO_LATE_TO_SIGN = 7;
const MONTHS_OF_AGREEMENT = 12;

export function isAssessedForCare(story: CaseStory): void {
  const bathing = story.random.chance(0.3);
  const able = { eating: true, dressing: true, gettingUp: bathing, toilet: true, indoorMoving: false, bathing };
  story.officerDoes('self-care', ({ investigations }, { door, caseId, headId: memberId }) =>
    investigations.assessSelfCare(door, caseId, { memberId, indicators: able }),
  );
}

/** Asked whether he wants to move into the institution; cared for at home by agreement where he does not. */
export function isCaredFor(story: CaseStory, turn: CareTurn): void {
  const { town } = story.cast;
  const institution = `${town.name}敬老院`;
  story.wait(story.random.between(1, 4));
  const offeredOn = story.today;
  story.officerDoes('care-offer', ({ care }, { door, caseId, headId: memberId }) =>
    care.offerCentralCare(door, caseId, { memberId, institution, on: offeredOn }),
  );
  if (turn === 'asked') return;
  story.wait(story.random.between(1, 3));
  const evidence = [{ sha256: hashOf(`${story.cast.key}/care`), kind: 'SIGNATURE' }];
  const saidOn = story.today;
  const word = { by: 'SELF', evidence, on: saidOn };
  if (turn === 'central') {
    story.officerDoes('care-word', ({ care }, { door, caseId, headId: memberId }) =>
      care.acceptCentralCare(door, caseId, { memberId, ...word }),
    );
    story.wait(story.random.between(2, 6));
    const on = story.today;
    story.officerDoes('care-placement', ({ care }, { door, caseId, headId: memberId }) =>
      care.placeInCentralCare(door, caseId, { memberId, institution, on }),
    );
    return;
  }
  story.officerDoes('care-word', ({ care }, { door, caseId, headId: memberId }) =>
    care.declineCentralCare(door, caseId, { memberId, ...word }),
  );
  signsAgreement(story, evidence);
  isFollowedUp(story, turn === 'home');
}

function signsAgreement(story: CaseStory, evidence: { sha256: string; kind: string }[]): void {
  story.wait(story.late() ? TOO_LATE_TO_SIGN : story.random.between(1, 4));
  const on = story.today;
  const agreement = {
    carer: { kind: story.random.pick(['RELATIVE', 'NEIGHBOUR', 'VILLAGE']), name: '郑某' },
    services: ['MEALS', 'CLEANING'],
    frequency: story.random.pick(['DAILY', 'WEEKLY']),
    witness: '村委会委员',
    evidence,
    on,
    until: addMonths(on, MONTHS_OF_AGREEMENT),
  };
  story.officerDoes(
    'care-agreement',
    ({ care }, { door, caseId, headId: memberId }) => care.signCareAgreement(door, caseId, { memberId, ...agreement }),
    { brings: 2 },
  );
}

/** Every month after the signature; by some not in every month. */
function isFollowedUp(story: CaseStory, faithfully: boolean): void {
  const { family, until, town } = story.cast;
  const [, ...months] = monthsBetween(monthOf(story.today), monthOf(until));
  for (const month of months) {
    if (!faithfully && story.random.chance(0.4)) continue;
    const on = dayOf(month, story.random.between(8, 26));
    const finding = faithfully ? 'KEPT' : 'PARTLY';
    const account = story.random.chance(0.7) ? callerOn(family, on).account : town.officer;
    story.doesOn(on, `follow-up-${month}`, account, ({ care }, { door, caseId, headId: memberId }) =>
      care.recordCareFollowUp(door, caseId, { memberId, finding, on, text: '已上门查看，三餐有人照料' }),
    );
  }
}
