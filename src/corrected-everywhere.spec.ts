import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { live, steps } from '../test/support/case-lives.js';
import { officer, recordedFact, reviewer } from '../test/support/given-when-then.js';
import { box } from '../test/support/people.js';
import { Folding } from '../test/support/projection-spec.js';
import { testRules } from '../test/support/rules.js';
import { caseFile } from './aggregates/case/case.js';
import type { CaseFile } from './aggregates/case/case.js';
import type { CaseFact } from './aggregates/case/case.events.js';
import { approveCaseCorrection, ApproveCaseCorrection } from './aggregates/case/corrections/approve-case-correction.js';
import { correctable } from './aggregates/case/corrections/correctable.js';
import { proposeCaseCorrection, ProposeCaseCorrection } from './aggregates/case/corrections/propose-case-correction.js';
import { sampleFact } from './cli/event-samples.js';
import type { Caller } from './platform/auth/caller.js';
import { addDays, localDateOf, startOfDay } from './platform/calendar/local-date.js';
import type { CorrectedFields, FieldKind } from './platform/change/correction.js';
import { idsOf } from './platform/change/command-id.js';
import type { Given } from './platform/change/given.js';
import { foldOne } from './platform/change/stream-memory.js';
import type { Fact, JsonValue, Recorded } from './platform/fact.js';
import type { Projection } from './platform/projections/projection.js';
import { RuleBroken } from './platform/rule-broken.js';
import { projections } from './projections.js';

type Told = readonly Recorded<CaseFact>[];

/** The audit trail tells what was written, mistakes included, and that they were put right. */
const readers = projections.filter(({ name, categories }) => categories.includes('case') && name !== 'audit-trail');

/** Which of them show a field that can be corrected; the fold of decisions is called `case`. */
const shown: Readonly<Record<string, readonly string[]>> = {
  'HotlineCallReceived.channel': ['clue-inbox', 'hotline'],
  'HotlineCallReceived.callNo': ['clue-inbox', 'hotline'],
  'FirstResponseMade.how': ['hotline'],
  'ClueReported.source': ['case-board', 'clue-inbox'],
  'ClueReported.needs': ['clue-inbox'],
  'ClueReported.text': ['clue-inbox'],
  'ProblemIdentified.need': ['case'],
  'IneligibilityRecorded.reasonCodes': ['case', 'case-ledgers'],
  'FileForwarded.on': ['case'],
  'MeasureGranted.money': ['case', 'household-aids'],
  'MeasureGranted.from': ['case', 'household-aids', 'partial-cases', 'timeliness'],
  'RefusalNotified.on': ['case', 'case-ledgers'],
  'HearingHeld.on': ['case'],
  'ReferralSent.need': ['referrals'],
  'ReferralOutcomeReported.outcome': ['case', 'referrals', 'timeliness'],
  'CareAgreementSigned.services': ['care-arrangements'],
  'CareAgreementSigned.frequency': ['care-arrangements'],
  'CareFollowUpRecorded.finding': ['care-arrangements'],
  'CaseClassified.subItems': ['case-ledgers'],
};

/** How often each field is tried, at once after its fact and after all that followed. */
const TIMES = 2;
const AT_ONCE = (told: Told, index: number): Told => told.slice(0, index + 1);
const AT_THE_END = (told: Told): Told => told;

const sampled = (...types: readonly CaseFact['type'][]): Told =>
  types.map((type, index) => {
    const fact = { type, data: { ...sampleFact('case', type).data, ...single(type) } } as CaseFact;
    return recordedFact({ fact, at: '2026-10-20T01:00:00.000Z' }, index, 'case-k-1');
  });
const single = (type: CaseFact['type']) => (type === 'MeasureGranted' ? { kind: 'DIBAO_SINGLE' } : {});
/** What is drawn seldom gets so far that somebody is looked after, or that single members are covered. */
const cared = sampled(
  'ClueReported',
  'CaseOpened',
  'CentralCareOffered',
  'CentralCareDeclined',
  'CareAgreementSigned',
  'CareFollowUpRecorded',
  'CareAgreementEnded',
);
const covered = sampled(
  'ClueReported',
  'CaseOpened',
  'ApplicationAccepted',
  'EconomicCheckFinished',
  'FirstOpinionProposed',
  'MeasureGranted',
);
const lives = [
  cared,
  covered,
  ...fc.sample(steps, { seed: 20_261_001, numRuns: 150 }).map((tries) => live(tries).told),
];
const fields = Object.entries(correctable).flatMap(([type, { fields: known }]) =>
  Object.entries(known).map(([name, kind]) => ({ type, name, kind })),
);

describe.each(fields)('$type.$name', ({ type, name, kind }) => {
  const corrections = [AT_ONCE, AT_THE_END].flatMap((until) =>
    firstOf(TIMES, lives, (told) => correctionsOf(told, { type, name, kind }, until)),
  );

  it('is corrected in some life', () => {
    expect(corrections.length).toBeGreaterThan(0);
  });

  it('once corrected is read as if it had been right from the start', () => {
    for (const { told, proposed, corrected } of corrections) {
      const right = told.map((fact) =>
        fact.id === proposed.data.corrects ? rightFromTheStart(fact, proposed.data.corrected) : fact,
      );
      expect(differing([...told, proposed, corrected], [...right, proposed, withNothing(corrected)])).toEqual([]);
    }
  });

  it('is shown by the views that show it', () => {
    const changed = corrections.flatMap(({ told, proposed, corrected }) =>
      differing([...told, proposed, corrected], [...told, proposed, withNothing(corrected)]),
    );
    expect([...new Set(changed)].sort()).toEqual(shown[`${type}.${name}`] ?? []);
  });
});

interface Field {
  readonly type: string;
  readonly name: string;
  readonly kind: FieldKind;
}

interface Correction {
  readonly told: Told;
  readonly proposed: Recorded<Extract<CaseFact, { type: 'CorrectionProposed' }>>;
  readonly corrected: Recorded<Extract<CaseFact, { type: 'FactCorrected' }>>;
}

function firstOf<T>(times: number, all: readonly Told[], of: (told: Told) => readonly T[]): readonly T[] {
  const found: T[] = [];
  for (const told of all) {
    if (found.length >= times) break;
    found.push(...of(told).slice(0, times - found.length));
  }
  return found;
}

/** The first value that may be proposed and approved for the field of each such fact. */
function correctionsOf(
  life: Told,
  { type, name, kind }: Field,
  until: (told: Told, index: number) => Told,
): readonly Correction[] {
  return life.flatMap((fact, index) => {
    if (fact.type !== type) return [];
    const told = until(life, index);
    const before = (fact.data as Readonly<Record<string, JsonValue | undefined>>)[name];
    for (const value of valuesOf(kind, before)) {
      const right = { [name]: value, ...explained(type, value) };
      const correction = isDeepStrictEqual(value, before) ? undefined : correctedIn(told, fact.id, right);
      if (correction) return [correction];
    }
    return [];
  });
}

/** Where the reason is another one it is explained. */
function explained(type: string, value: JsonValue): CorrectedFields {
  return value === 'OTHER' && 'text' in (correctable[type as CaseFact['type']]?.fields ?? {})
    ? { text: box('right', 'k-1') }
    : {};
}

function correctedIn(told: Told, corrects: string, right: CorrectedFields): Correction | undefined {
  const state = stateOf(told);
  const now = told.at(-1)?.metadata.recordedAt ?? '';
  try {
    const proposing = new ProposeCaseCorrection('k-1', 'y-9', corrects, right, box('why', 'k-1'));
    const [proposal] = proposeCaseCorrection(proposing, state, givenOf(officer, now));
    if (!proposal) return undefined;
    const proposed = recordedFact({ fact: proposal, at: now, by: officer }, told.length, 'case-k-1');
    const waiting = foldOne(caseFile, state, proposed);
    const [approval] = approveCaseCorrection(new ApproveCaseCorrection('k-1', 'y-9'), waiting, givenOf(reviewer, now));
    if (!approval) return undefined;
    return {
      told,
      proposed,
      corrected: recordedFact({ fact: approval, at: now, by: reviewer }, told.length + 1, 'case-k-1'),
    };
  } catch (error) {
    if (error instanceof RuleBroken) return undefined;
    throw error;
  }
}

function valuesOf(kind: FieldKind, before: JsonValue | undefined): readonly JsonValue[] {
  switch (kind.kind) {
    case 'day':
      return typeof before === 'string' ? [-1, 1, -2, 2].map((days) => addDays(before, days)) : [];
    case 'flag':
      return [before !== true];
    case 'text':
      return [box('right', 'k-1')];
    case 'word':
      return ['n-2'];
    case 'amount':
      return typeof before === 'number' ? [before + 1, before - 1] : [];
    case 'code':
      return Object.keys(kind.names);
    case 'codes':
      return Object.keys(kind.names).map((one) => [one]);
  }
}

function givenOf(actor: Caller, now: string): Given {
  return {
    now,
    today: localDateOf(now),
    commandId: 'c-1',
    ids: idsOf('11111111-1111-5111-8111-111111111111'),
    actor,
    rules: testRules(localDateOf(now)),
    foreign: undefined,
  };
}

function rightFromTheStart<F extends Fact>(fact: Recorded<F>, corrected: CorrectedFields): Recorded<F> {
  const { on } = corrected;
  const metadata = typeof on === 'string' ? { ...fact.metadata, occurredAt: startOfDay(on) } : fact.metadata;
  return { ...fact, data: { ...fact.data, ...corrected }, metadata };
}

function withNothing(correction: Correction['corrected']): Recorded<CaseFact> {
  return { ...correction, data: { ...correction.data, corrected: {} } };
}

function stateOf(told: Told): CaseFile {
  return told.reduce<CaseFile>((state, fact) => foldOne(caseFile, state, fact), caseFile.initial);
}

/** Who reads the two lives as two. */
function differing(one: Told, other: Told): readonly string[] {
  const differ = readers.filter((view) => !isDeepStrictEqual(documentsOf(view, one), documentsOf(view, other)));
  return [...(isDeepStrictEqual(stateOf(one), stateOf(other)) ? [] : ['case']), ...differ.map((view) => view.name)];
}

function documentsOf(projection: Projection, told: Told): readonly unknown[] {
  return new Folding(projection).deliver(told).documents();
}
