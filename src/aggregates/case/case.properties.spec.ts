import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { live, steps } from '../../../test/support/case-lives.js';
import { foldOne } from '../../platform/change/stream-memory.js';
import type { Recorded } from '../../platform/fact.js';
import type { CaseFact } from './case.events.js';
import type { CaseFile } from './case.js';
import { caseFile } from './case.js';
import { caseStatuses } from './case-status.js';

const folded = (told: readonly Recorded<CaseFact>[]) =>
  told.reduce<CaseFile>((state, fact) => foldOne(caseFile, state, fact), caseFile.initial);

it('no sequence of commands leads outside the table of states or breaks a rule of the case', () => {
  fc.assert(
    fc.property(steps, (tries) => {
      expect(live(tries).broken).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

it('a notice is over by its date, whatever its case has become meanwhile', () => {
  const lives = fc.sample(steps, { seed: 10, numRuns: 40 }).map(live);
  expect(lives.flatMap(({ broken }) => broken)).toEqual([]);
});

it('a case folded again, whole or step by step, stands where it stood', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (tries, cut) => {
      const { told, states } = live(tries);
      const prefix = cut % (told.length + 1);
      expect(isDeepStrictEqual(folded(told), states.at(-1))).toBe(true);
      expect(isDeepStrictEqual(folded(told.slice(0, prefix)), states[prefix])).toBe(true);
      const resumed = told
        .slice(prefix)
        .reduce<CaseFile>((state, fact) => foldOne(caseFile, state, fact), folded(told.slice(0, prefix)));
      expect(isDeepStrictEqual(resumed, states.at(-1))).toBe(true);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

it('the sequences reach every state, and what a case is about', () => {
  const lives = fc.sample(steps, { seed: 20_260_910, numRuns: 140 }).map(live);
  const stood = new Set<string>(lives.flatMap(({ states }) => states.map(({ status }) => status)));
  const told = new Set<string>(lives.flatMap((life) => life.told.map(({ type }) => type)));
  expect(caseStatuses.filter((status) => !stood.has(status))).toEqual([]);
  expect(decisive.filter((type) => !told.has(type))).toEqual([]);
});

const decisive: readonly CaseFact['type'][] = [
  'EmergencyAidDisbursed',
  'MeasureGranted',
  'MeasureRefused',
  'BenefitPaid',
  'EndingAnnounced',
  'MeasureEnded',
  'RefusalNotified',
  'ReferralOutcomeReported',
  'CentralCareOffered',
  'CaseReopened',
  'FactCorrected',
];
