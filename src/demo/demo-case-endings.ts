import { addMonths } from '../platform/calendar/local-date.js';
import { isTold } from './demo-case-applications.js';
import type { CasePerform, CaseStory } from './demo-case-story.js';
import { hashOf } from './demo-case-story.js';

const MONTHS_TO_REVIEW = 3;

/** Into the ledger of the newly aided, some into the monitoring by it; most are filed. */
export function isAided(
  story: CaseStory,
  subItems: readonly string[],
  { filed = true, monitored = false }: { readonly filed?: boolean; readonly monitored?: boolean } = {},
): void {
  story.wait(story.random.between(1, 3));
  const classifies: CasePerform = ({ closings }, { door, caseId, headId }) =>
    closings.classifyCase(door, caseId, { class: 'NEW_AID', subItems: [...subItems], beneficiaries: [headId] });
  if (monitored) story.officerDoesApart('classification', classifies);
  else story.officerDoes('classification', classifies);
  if (filed) isFiled(story);
}

export function isFiled(story: CaseStory): void {
  story.wait(story.random.between(1, 5));
  const pageHash = hashOf(`${story.cast.key}/${story.today}`);
  story.officerDoes('filing', ({ closings }, { door, caseId }) => closings.archiveCase(door, caseId, { pageHash }));
}

/** Refused as a family, with reasons, and told in writing (S19). */
export function isIneligible(story: CaseStory, hasRealDifficulty: boolean): void {
  const reasonCodes = hasRealDifficulty
    ? [story.random.pick(['INCOME_ABOVE', 'OBLIGOR_ABLE', 'AGE'])]
    : [story.random.pick(['PROPERTY_ABOVE', 'OBLIGOR_ABLE', 'SAME_AID'])];
  const text = hasRealDifficulty ? '收入略超标准，但确有困难' : '不符合规定条件，已当面说明';
  story.officerDoes('ineligibility', ({ investigations }, { door, caseId }) =>
    investigations.recordIneligibility(door, caseId, { reasonCodes, text, hasRealDifficulty }),
  );
  isTold(story, false);
}

/** Observed (S28): the household is put on the watch list by it. */
export function isWatched(story: CaseStory): void {
  story.wait(1);
  story.officerDoesApart(
    'watch',
    ({ closings }, { door, caseId, headId }) =>
      closings.classifyCase(door, caseId, { class: 'WATCH', subItems: [], beneficiaries: [headId] }),
    { dueOn: addMonths(story.today, MONTHS_TO_REVIEW) },
  );
}

/** In real difficulty after all: two persons take it up again, or the second one does not see why. */
export function isTakenUpAgain(story: CaseStory, approved: boolean): void {
  story.wait(story.random.between(20, 50));
  const cause = story.random.pick(['NEW_CLUE', 'SPOT_CHECK', 'PETITION', 'WATCH_REVIEW']);
  story.officerDoes('reopening', ({ closings }, { door, caseId }) =>
    closings.proposeReopen(door, caseId, { cause, reason: '家中又有人患病住院，情况发生变化' }),
  );
  story.wait(1);
  story.does('reopening-decision', story.cast.town.reviewer, ({ closings }, { door, caseId, id }) =>
    approved
      ? closings.approveReopen(door, caseId, id('reopening'))
      : closings.rejectReopen(door, caseId, id('reopening'), { reason: '情况没有变化，继续观察' }),
  );
}

/** One person's word is enough where nobody was refused. */
export function isReopened(story: CaseStory): void {
  story.wait(story.random.between(20, 50));
  story.officerDoes('reopening', ({ closings }, { door, caseId }) =>
    closings.reopenCase(door, caseId, { cause: 'SPOT_CHECK', reason: '抽查发现家庭情况有变化' }),
  );
}

export function isClosed(story: CaseStory, reason: 'NO_NEED' | 'SELF_SOLVED' | 'WITHDRAWN'): void {
  story.wait(1);
  story.officerDoes('closing', ({ closings }, { door, caseId }) =>
    closings.closeWithoutNeed(door, caseId, { reason, text: '困难已经解决，家庭表示无需救助' }),
  );
}
