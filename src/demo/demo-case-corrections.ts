import { localDateOf } from '../platform/calendar/local-date.js';
import type { CaseCast } from './demo-case-story.js';
import { CaseStory, workdayAfter } from './demo-case-story.js';
import type { CaseAct } from './demo-script.js';
import type { SeededRandom } from './seeded-random.js';

/** In so many cases something was mistyped that somebody notices. */
const MISTYPED = 0.12;
const STILL_OPEN = 0.1;
const SENT_BACK = 0.2;

/** What is put right of the fact that an act brought, by the beginning of the act's name. */
const rightValues = {
  'home-visit-failed': { reason: 'IN_HOSPITAL' },
  'home-visit': { acknowledgement: 'FINGERPRINT' },
  'facts-INCOME': { content: '复核工资条与流水，收入数额应为核对后的数额' },
  needs: { text: '漏记一项：家中另有一名慢性病患者' },
  // No more than the least that is ever granted.
  payment: { money: 10_000 },
} as const;

/** What was entered wrong is put right by two persons, a while later (I-18); not in order. */
export function putsRight(cast: CaseCast, acts: readonly CaseAct[], random: SeededRandom): readonly CaseAct[] {
  if (!random.chance(MISTYPED)) return [];
  const [first, ...others] = acts.flatMap((act) => rightValuesOf(act));
  if (!first) return [];
  const { act, corrected } = random.pick([first, ...others]);
  const story = new CaseStory({ ...cast, begunOn: workdayAfter(localDateOf(act.at), random.between(1, 6)) }, random);
  const reason = '录入时看错原始材料，已与纸质底稿核对';
  story.officerDoes('correction', ({ caseCorrections }, { door, caseId, fact }) =>
    caseCorrections.proposeCaseCorrection(door, caseId, { corrects: fact(act.name), corrected, reason }),
  );
  if (random.chance(STILL_OPEN)) return story.acts;
  story.wait(random.between(1, 3));
  const sentBack = random.chance(SENT_BACK);
  story.does('correction-decision', cast.town.reviewer, ({ caseCorrections }, { door, caseId, id }) =>
    sentBack
      ? caseCorrections.rejectCaseCorrection(door, caseId, id('correction'), { reason: '与原始材料一致，无须更正' })
      : caseCorrections.approveCaseCorrection(door, caseId, id('correction')),
  );
  return story.acts;
}

function rightValuesOf(act: CaseAct) {
  const known = Object.entries(rightValues).find(([name]) => act.name === name || act.name.startsWith(`${name}-`));
  return known ? [{ act, corrected: known[1] }] : [];
}
