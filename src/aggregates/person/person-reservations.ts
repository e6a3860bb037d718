import { Injectable } from '@nestjs/common';
import { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { personCommands } from './person.commands.js';
import { person } from './person.js';
import { ReleasePerson } from './reservation/release-person.js';
import { ReservePerson } from './reservation/reserve-person.js';

interface Claim {
  readonly idHash: string;
  readonly householdRef: string;
  readonly memberId: string;
  readonly claim: string;
}

const reserveRow = rowIn(personCommands, ReservePerson);
const releaseRow = rowIn(personCommands, ReleasePerson);

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
