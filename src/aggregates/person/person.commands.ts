import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { person } from './person.js';
import { CarryPerson, carryPerson, carryPersonAccess } from './reservation/carry-person.js';
import { ConfirmPerson, confirmPerson, confirmPersonAccess } from './reservation/confirm-person.js';
import { ReleasePerson, releasePerson, releasePersonAccess } from './reservation/release-person.js';
import { ReservePerson, reservePerson, reservePersonAccess } from './reservation/reserve-person.js';

const own = { aggregate: person, scope: 'any', creates: true, id: ({ idHash }: { idHash: string }) => idHash } as const;

/** No door leads here: handlers and policies issue these. */
export const personCommands: readonly TableRow[] = [
  commandRow({ ...own, command: ReservePerson, decide: reservePerson, access: reservePersonAccess }),
  commandRow({ ...own, command: ConfirmPerson, decide: confirmPerson, access: confirmPersonAccess }),
  commandRow({ ...own, command: CarryPerson, decide: carryPerson, access: carryPersonAccess }),
  commandRow({ ...own, command: ReleasePerson, decide: releasePerson, access: releasePersonAccess }),
];
