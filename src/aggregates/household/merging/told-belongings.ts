import type { Recorded } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { HouseholdFact } from '../household.events.js';
import type { MemberParticulars } from '../members/member.js';
import { particularsIn } from '../members/told-particulars.js';
import type { CarriedExcuse, CarriedMiss } from './merge.js';

/** What only the stream of a household says, and its memory does not keep. */
export interface ToldBelongings {
  readonly people: ReadonlyMap<string, MemberParticulars>;
  readonly address: SealedBox | undefined;
  readonly excuses: readonly CarriedExcuse[];
  readonly misses: readonly CarriedMiss[];
}

export function belongingsIn(stream: readonly Recorded[]): ToldBelongings {
  let address: SealedBox | undefined;
  let excuses: readonly CarriedExcuse[] = [];
  const misses: CarriedMiss[] = [];
  for (const recorded of stream) {
    const { id, type, data, metadata } = recorded as Recorded<HouseholdFact>;
    switch (type) {
      case 'HouseholdRegistered':
      case 'AddressChanged':
        address = data.address;
        break;
      case 'HouseholdMoved':
        address = data.address ?? address;
        break;
      case 'HouseholdAbsorbed':
        address = data.address ?? address;
        excuses = [...excuses, ...data.carried.excuses];
        misses.push(...data.carried.misses);
        break;
      case 'MonthlyVisitExcused':
        excuses = [...excuses, { factId: id, month: data.month, reason: data.reason, at: metadata.recordedAt }];
        break;
      case 'MonthlyVisitMissed':
        misses.push({
          month: data.month,
          at: metadata.recordedAt,
          attempts: data.attempts,
          responsible: data.responsible,
        });
        break;
      case 'FactCorrected':
        excuses = excuses.map((excuse) =>
          excuse.factId === data.corrects ? { ...excuse, ...data.corrected } : excuse,
        );
        break;
      default:
    }
  }
  return { people: particularsIn(stream), address, excuses, misses };
}
