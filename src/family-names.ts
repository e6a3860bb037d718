import { Injectable } from '@nestjs/common';
import type { NamedPerson } from './aggregates/case/notice/family-names.port.js';
import { FamilyNamesPort } from './aggregates/case/notice/family-names.port.js';
import type { Household } from './aggregates/household/household.js';
import { household } from './aggregates/household/household.js';
import type { MemberParticulars } from './aggregates/household/members/member.js';
import { particularsIn } from './aggregates/household/members/told-particulars.js';
import { daysInMonth } from './platform/calendar/epoch-day.js';
import { localDateOf } from './platform/calendar/local-date.js';
import { streamOf } from './platform/change/aggregate.js';
import { Change } from './platform/change/change.js';
import type { LocalDate } from './platform/fact.js';
import { isMinor } from './platform/identity/id-number.js';
import { Platform } from './platform/platform.js';
import { ERASED } from './platform/sealing/sealed-box.js';

/** Names of a family as the households' own streams have them. */
@Injectable()
export class FamilyNames implements FamilyNamesPort {
  constructor(
    private readonly platform: Platform,
    private readonly change: Change,
  ) {}

  async of(householdRef: string): Promise<readonly NamedPerson[]> {
    const people = new Map<string, MemberParticulars>();
    for (const householdId of await this.chainFrom(householdRef)) {
      const told = particularsIn(await this.platform.store.read(streamOf(household, householdId), { from: 0 }));
      told.forEach((person, memberId) => people.set(memberId, person));
    }
    const today = localDateOf(this.platform.clock.now());
    const named = await Promise.all([...people.values()].map((person) => this.named(person, today)));
    return named.filter(({ name }) => name !== ERASED);
  }

  /** The household and those it ended in, one after the other. */
  private async chainFrom(householdRef: string): Promise<readonly string[]> {
    const chain: string[] = [];
    for (let next: string | undefined = householdRef; next !== undefined && !chain.includes(next);) {
      chain.push(next);
      const { state }: { state: Household } = await this.change.memory.load(household, next);
      next = state.status === 'merged' ? state.into : undefined;
    }
    return chain;
  }

  private async named({ memberId, name, birthYearMonth, minor = false }: MemberParticulars, today: LocalDate) {
    const { sealer } = this.platform;
    const born = birthYearMonth === undefined ? ERASED : await sealer.open(birthYearMonth, 'PI3');
    return {
      memberId,
      name: await sealer.open(name, 'PI1'),
      minor: born === ERASED ? minor : isMinor(lastDayOf(born), today),
    };
  }
}

/** Only the month is kept: until it is over somebody counts as born on its last day. */
function lastDayOf(month: string): LocalDate {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${daysInMonth(Number(year), Number(number))}`;
}
