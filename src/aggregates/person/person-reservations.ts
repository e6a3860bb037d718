import { Injectable } from '@nestjs/common';
import { commandRow } from '../../platform/change/aggregate.js';
import { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { person } from './person.js';
import { ReleasePerson, releasePerson, releasePersonAccess } from './reservation/release-person.js';
import { ReservePerson, reservePerson, reservePersonAccess } from './reservation/reserve-person.js';

interface Claim {
  readonly idHash: string;
  readonly householdRef: string;
  readonly memberId: string;
  readonly claim: string;
}

const own = { aggregate: person, scope: 'any', creates: true, id: ({ idHash }: { idHash: string }) => idHash } as const;
const reserveRow = commandRow({ ...own, command: ReservePerson, decide: reservePerson, access: reservePersonAccess });
const releaseRow = commandRow({ ...own, command: ReleasePerson, decide: releasePerson, access: releasePersonAccess });

/** The reservation streams as those see them who register people. */
@Injectable()
export class PersonReservations {
  constructor(private readonly change: Change) {}

  async holder(idHash: string) {
    const { state } = await this.change.memory.load(person, idHash);
    if (state.status === 'free') return undefined;
    const { householdRef, memberId, commandId: claim, status } = state;
    return { householdRef, memberId, claim, confirmed: status === 'confirmed' };
  }

  /** The cause names the revision seen: a claim given back and raised again is another claim. */
  async reserve({ idHash, householdRef, memberId, claim }: Claim, takeOverFrom?: string): Promise<boolean> {
    const { revision } = await this.change.memory.load(person, idHash);
    const command = new ReservePerson(idHash, householdRef, memberId, claim, takeOverFrom);
    const outcome = await this.change.run(
      reserveRow,
      command,
      systemContext('reserve-person', `${claim}:${revision}`, claim),
    );
    return !outcome.nothingToDo;
  }

  async release({ idHash, householdRef, memberId, claim }: Claim, reason: string): Promise<void> {
    const { revision } = await this.change.memory.load(person, idHash);
    const command = new ReleasePerson(idHash, householdRef, memberId, reason);
    await this.change.run(releaseRow, command, systemContext('release-person', `${claim}:${revision}`, claim));
  }
}
