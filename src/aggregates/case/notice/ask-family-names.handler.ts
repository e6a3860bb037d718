import { Injectable } from '@nestjs/common';
import { covers } from '../../../platform/auth/area.js';
import { streamOf } from '../../../platform/change/aggregate.js';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import type { Recorded } from '../../../platform/fact.js';
import { Platform } from '../../../platform/platform.js';
import { ERASED } from '../../../platform/sealing/sealed-box.js';
import type { KnownCase } from '../case.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import type { NamedPerson } from './family-names.port.js';
import { FamilyNamesPort } from './family-names.port.js';
import { namedMinors } from './named-minors.js';
import type { PostNotice } from './post-notice.js';

/**
 * Opens what is to hang and the names of the family, and tells the decision only which fields name a minor. Of a case
 * out of reach nothing is read.
 */
@Injectable()
export class AskFamilyNames implements Around<PostNotice> {
  constructor(
    private readonly change: Change,
    private readonly platform: Platform,
    private readonly families: FamilyNamesPort,
  ) {}

  async around(
    { caseId, applicationId, fields }: PostNotice,
    { area }: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { state } = await this.change.memory.load(caseFile, caseId);
    if (state.status === 'UNKNOWN' || !covers(area, caseFile.unitOf(state))) return run();
    const people = await this.peopleOf(caseId, applicationId, state);
    const texts = await this.platform.sealer.openAll(fields.map(({ value }) => ({ box: value, group: 'PI1' })));
    return run(namedMinors(texts, people));
  }

  /** The family on file and whom the clue was about; an applicant is a minor where the application says so. */
  private async peopleOf(caseId: string, applicationId: string, state: KnownCase): Promise<readonly NamedPerson[]> {
    const life = (await this.platform.store.read(streamOf(caseFile, caseId), {
      from: 0,
    })) as readonly Recorded<CaseFact>[];
    const minors = life.flatMap((fact) =>
      fact.type === 'ApplicationAccepted' && fact.data.applicationId === applicationId && fact.data.applicant.minor
        ? [fact.data.applicant.memberId]
        : [],
    );
    const householdRef = state.opening.householdRef ?? state.clue.householdRef;
    const family = householdRef === undefined ? [] : await this.families.of(householdRef);
    return [...family, ...(await this.subjectsOf(life))].map((person) => ({
      ...person,
      minor: person.minor || minors.includes(person.memberId),
    }));
  }

  private async subjectsOf(life: readonly Recorded<CaseFact>[]): Promise<readonly NamedPerson[]> {
    const subjects = life.flatMap((fact) => (fact.type === 'ClueReported' ? (fact.data.subject ?? []) : []));
    const names = await this.platform.sealer.openAll(subjects.map(({ name }) => ({ box: name, group: 'PI1' })));
    return subjects
      .map(({ subjectId }, index) => ({ memberId: subjectId, name: names[index] ?? ERASED, minor: false }))
      .filter(({ name }) => name !== ERASED);
  }
}
