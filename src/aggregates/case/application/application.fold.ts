import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { ApplicationMemory } from './application.js';
import { newApplication } from './application.js';
import type { ApplicationFact } from './application.events.js';

export const applicationFold: Chapter<ApplicationFact['type']> = {
  ApplicationAssisted: whenKnown<'ApplicationAssisted'>(({ assisted }, { data }) => ({
    assisted: [...assisted, data.applicationId],
  })),
  ApplicationAccepted: whenKnown<'ApplicationAccepted'>(({ applications }, { data }) => ({
    applications: {
      ...applications,
      [data.applicationId]: newApplication({
        path: data.path,
        acceptedOn: data.acceptedOn,
        kin: data.kinRegistration !== undefined,
        minor: data.applicant.minor,
      }),
    },
  })),
  ApplicationWithdrawn: whenKnown<'ApplicationWithdrawn'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ end: 'WITHDRAWN' })),
  ),
  ApplicationExtended: whenKnown<'ApplicationExtended'>(() => ({})),
  EconomicCheckStarted: whenKnown<'EconomicCheckStarted'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ checkStarted: true })),
  ),
  EconomicCheckFinished: whenKnown<'EconomicCheckFinished'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ check: { result: data.result, validUntil: data.validUntil } })),
  ),
  EconomicCheckReused: whenKnown<'EconomicCheckReused'>((state, { data }) =>
    applied(state, data.applicationId, () => ({ check: { result: data.result, validUntil: data.validUntil } })),
  ),
  FirstOpinionProposed: whenKnown<'FirstOpinionProposed'>((state, { data, metadata: { actorId, actorPerson } }) =>
    applied(state, data.applicationId, () => ({
      opinion: { agrees: data.opinion === 'AGREE', actorId, actorPerson },
    })),
  ),
};

/** The case with one of its applications changed; facts about one it does not have change nothing. */
export function applied(
  { applications }: KnownCase,
  applicationId: string,
  change: (before: ApplicationMemory) => Partial<ApplicationMemory>,
): Partial<KnownCase> {
  const before = entryOf(applications, applicationId);
  if (!before) return {};
  return { applications: { ...applications, [applicationId]: { ...before, ...change(before) } } };
}
