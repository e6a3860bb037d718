import { sectionNames } from '../aggregates/case/codes.js';
import { plusMillis } from '../platform/calendar/local-date.js';
import type { CaseStory } from './demo-case-story.js';

const HOUR = 3_600_000;

/** What the investigation comes to. */
export interface Finding {
  readonly need: string;
  /** The need is met already. */
  readonly met?: boolean;
  /** What is proposed against it. */
  readonly counter: string;
}

const sections = Object.keys(sectionNames);

/** Seen at home, everything known, needs assessed, something proposed, completed (S18 三个不放过). */
export function investigates(story: CaseStory, finding: Finding): void {
  story.wait(story.random.between(1, 3));
  if (story.random.chance(0.12)) findsNobody(story);
  visits(story);
  story.wait(1);
  establishes(story);
  story.wait(story.random.between(0, 2));
  assesses(story, finding);
  completes(story, 'PASSED');
}

function findsNobody(story: CaseStory): void {
  const reason = story.random.pick(['NOBODY_HOME', 'AWAY_WORKING', 'IN_HOSPITAL']);
  const body = { visitedAt: plusMillis(story.now, -HOUR), investigators: investigatorsOf(story), reason };
  story.officerDoes('home-visit-failed', ({ investigations }, { door, caseId }) =>
    investigations.recordVisitFailure(door, caseId, { ...body, text: '敲门无人应答，已向邻居了解情况' }),
  );
  story.wait(2);
}

function visits(story: CaseStory): void {
  const body = {
    visitedAt: plusMillis(story.now, -HOUR),
    investigators: investigatorsOf(story),
    acknowledgement: story.random.pick(['SIGNED', 'SIGNED', 'SIGNED', 'FINGERPRINT']),
  };
  story.officerDoes('home-visit', ({ investigations }, { door, caseId, headId }) =>
    investigations.recordHomeVisit(door, caseId, { ...body, whoSeen: [headId] }),
  );
}

/** Nobody is met on three days; in the end somebody who lawfully speaks for him (I-07). */
export function investigatesUnseen(story: CaseStory, finding: Finding): void {
  story.wait(1);
  for (let attempt = 0; attempt < 3; attempt += 1) findsNobody(story);
  const proxy = { name: '王某', relation: 'RELATIVE', basis: '本人电话委托，村委会见证' };
  const body = { visitedAt: plusMillis(story.now, -HOUR), investigators: investigatorsOf(story), whoSeen: [], proxy };
  story.officerDoes('home-visit', ({ investigations }, { door, caseId }) =>
    investigations.recordHomeVisit(door, caseId, { ...body, acknowledgement: 'SIGNED' }),
  );
  establishes(story);
  assesses(story, finding);
  completes(story, 'NOT_SEEN');
}

function establishes(story: CaseStory): void {
  for (const section of sections) {
    const asked = story.random.chance(0.03);
    const values = section === 'INCOME' ? { incomePerHead: 1000 * story.random.between(20, 95) } : undefined;
    const body = {
      section,
      status: asked ? 'INQUIRING' : 'ESTABLISHED',
      content: asked ? '已发函查询，尚未回复' : '入户查看并核对资料，情况属实',
      ...(values === undefined ? {} : { values }),
      ...(asked ? { inquiryEvidence: [{ kind: 'LETTER' }] } : {}),
    };
    story.officerDoes(`facts-${section}`, ({ investigations }, { door, caseId }) =>
      investigations.establishFacts(door, caseId, body),
    );
  }
}

function assesses(story: CaseStory, { need, met = false, counter }: Finding): void {
  const needs = {
    needs: [{ code: need, met }],
    wholeHouseholdDifficulty: story.random.chance(0.4),
    applicationDifficulty: story.random.chance(0.2),
    monitoringEligible: story.random.chance(0.3),
    text: met ? '子女已返家照顾，需求已经解决' : '现有收入不足以维持，需要救助',
  };
  story.officerDoes('needs', ({ investigations }, { door, caseId }) => investigations.assessNeeds(door, caseId, needs));
  if (met) return;
  story.officerDoes('problem', ({ investigations }, { door, caseId }) =>
    investigations.identifyProblem(door, caseId, { need, text: '主要劳动力患病，收入来源中断' }),
  );
  story.officerDoes('countermeasure', ({ investigations }, { door, caseId, id }) =>
    investigations.proposeCountermeasure(door, caseId, {
      problemId: id('problem'),
      kind: counter,
      text: '按政策给予帮扶，落实责任人',
    }),
  );
}

function completes(story: CaseStory, result: 'PASSED' | 'NOT_SEEN'): void {
  const text = result === 'NOT_SEEN' ? { text: '三次上门未遇，经受托亲属说明情况' } : {};
  story.officerDoes('completion', ({ investigations }, { door, caseId }) =>
    investigations.completeInvestigation(door, caseId, { result, ...text }),
  );
}

/** Two at least go together (I-16). */
function investigatorsOf({ cast: { town }, coordinator }: CaseStory): string[] {
  return [`demo-${town.officer}`, coordinator === town.officer ? `demo-${town.reviewer}` : `demo-${coordinator}`];
}
