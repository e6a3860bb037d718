import {
  decidable,
  accepted,
  calledIn,
  lifeOf,
  opened,
  posted,
  reported,
  visited,
} from '../../../test/support/cases.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { sampleFact } from '../../cli/event-samples.js';
import { CaseStates } from '../../case-states.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import { changedFields } from './case-differences.js';
import { fieldsOf } from './state-fields.js';

const told = (...facts: readonly CaseFact[]) =>
  lifeOf(...facts).map((fact, index) => recordedFact(fact, index, 'case-k-1'));
const between = (life: readonly CaseFact[], from: number, to: number) => {
  const facts = told(...life);
  return changedFields(facts, new CaseStates().statesAfter(facts), { from, to }).map(
    ({ path, before, after, fact }) => [path, before, after, fact.revision],
  );
};
const reopenProposal: CaseFact = {
  type: 'ReopenProposed',
  data: { proposalId: 'p-1', cause: 'PETITION', reason: box('reason') },
};

describe('what became another in a case', () => {
  const life = [reported(), opened(), accepted(), posted(), posted({ until: '2026-09-15' })];

  it('is named field by field with the fact that changed it last', () => {
    expect(between(life, 0, 1)).toEqual([
      ['状态', '线索已报', '已立案', 1],
      ['立案 · 个案编号', null, '202681100ABCDEF', 1],
      ['立案 · 家庭', null, 'h-1', 1],
    ]);
    expect(between(life, 2, 3)).toEqual([
      ['申请 · a-1 · 公示截止日', null, '2026-09-09', 3],
      ['期限 · 时限 · 第 3 项 · 种类', null, '公示', 3],
      ['期限 · 时限 · 第 3 项 · 所指', null, 'a-1', 3],
      ['期限 · 时限 · 第 3 项 · 申请', null, 'a-1', 3],
      ['期限 · 时限 · 第 3 项 · 救助类别', null, '低保', 3],
      ['期限 · 时限 · 第 3 项 · 截止日', null, '2026-09-09', 3],
      ['期限 · 时限 · 第 3 项 · 起算', null, '2026-09-01T00:00:00.000Z', 3],
    ]);
    expect(between(life, 2, 4).filter(([path]) => path === '申请 · a-1 · 公示截止日')).toEqual([
      ['申请 · a-1 · 公示截止日', null, '2026-09-15', 4],
    ]);
  });

  it('is nothing between a point and itself, nor where it changed back', () => {
    expect(between(life, 3, 3)).toEqual([]);
    const again = [...life, posted({ until: '2026-09-30' }), posted({ until: '2026-09-15' })];
    expect(between(again, 4, 6).filter(([path]) => path === '申请 · a-1 · 公示截止日')).toEqual([]);
  });

  it('is everything the case began with from the time before it', () => {
    expect(between([calledIn()], -1, 0).slice(0, 3)).toEqual([
      ['状态', null, '来电已登记', 0],
      ['乡镇(街道)', null, '341881100', 0],
      ['线索 · 来电时间', null, '2026-09-01T00:00:00.000Z', 0],
    ]);
  });

  it('keeps free texts sealed, and who stands behind an account', () => {
    const facts = between([reported(), opened(), reopenProposal], 1, 2);
    expect(facts).toEqual([
      ['重新核查提请 · p-1 · 提请 · 编号', null, 'p-1', 2],
      ['重新核查提请 · p-1 · 提请 · 缘由', null, '信访', 2],
      ['重新核查提请 · p-1 · 提请 · 理由', null, '（已密封）', 2],
      ['重新核查提请 · p-1 · 经办人', null, 'u-officer', 2],
    ]);
  });

  it('is what a correction puts right, with the step that did so', () => {
    const problem: CaseFact = {
      type: 'ProblemIdentified',
      data: { problemId: 'p-1', need: 'LIVING', text: box('problem') },
    };
    const correction = {
      proposalId: 'y-1',
      corrects: factId(3),
      correctsType: 'ProblemIdentified',
      about: 'p-1',
      corrected: { need: 'HOUSING' },
      reason: box('mistyped'),
    };
    const life: readonly CaseFact[] = [
      reported(),
      opened(),
      visited(),
      problem,
      { type: 'CorrectionProposed', data: correction },
      { type: 'FactCorrected', data: { ...correction, proposedBy: 'u-officer' } },
    ];
    expect(between(life, 3, 4)).toEqual([
      ['更正提请 · y-1 · 提请 · 编号', null, 'y-1', 4],
      ['更正提请 · y-1 · 提请 · 更正的事实', null, factId(3), 4],
      ['更正提请 · y-1 · 提请 · 事实种类', null, 'ProblemIdentified', 4],
      ['更正提请 · y-1 · 提请 · 所指', null, 'p-1', 4],
      ['更正提请 · y-1 · 提请 · 更正为 · 需求', null, 'HOUSING', 4],
      ['更正提请 · y-1 · 提请 · 理由', null, '（已密封）', 4],
      ['更正提请 · y-1 · 经办人', null, 'u-officer', 4],
    ]);
    expect(between(life, 3, 5)).toEqual([['入户调查 · 问题 · p-1', '生活', '住房', 5]]);
  });

  it('has words of the bureau for every field that any fact leaves behind', () => {
    const life: readonly CaseFact[] = [
      ...decidable(),
      ...Object.keys(caseSentences)
        .filter((type) => !['HotlineCallReceived', 'ClueReported', 'CaseOpenedFromRoster'].includes(type))
        .map((type) => ({ type, data: sampleFact('case', type).data }) as CaseFact),
    ];
    const states = new CaseStates().statesAfter(told(...life));
    const paths = new Set(states.flatMap((state) => [...fieldsOf(state).values()].map(({ path }) => path)));
    expect(
      [...paths].filter((path) => path.split(' · ').some((part) => /^[a-z]+[A-Z]|^[a-z]{4,}$/.test(part))),
    ).toEqual([]);
  });
});
