import type { Listing } from '../../src/aggregates/household/listing/listing.js';
import type {
  ExcuseGround,
  HouseholdRegistered,
  MonthlyVisitExcused,
} from '../../src/aggregates/household/household.events.js';
import type { MemberParticulars } from '../../src/aggregates/household/members/member.js';
import type { Living, VisitReport } from '../../src/aggregates/household/visits/visit-report.js';
import { livingSections } from '../../src/aggregates/household/visits/visit-report.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';

/** A box of the right shape that holds nothing: decisions never open one. Equal words, equal box. */
export function box(words: string, subject = 'h-1'): SealedBox {
  const ciphertext = Buffer.from(words).toString('base64url').padEnd(22, 'A');
  return { subject, keyVersion: 1, nonce: 'AAAAAAAAAAAAAAAA', ciphertext };
}

/** A person whose hashes are readable: `id:wang-fang`, `name:wang-fang`. */
export function member(memberId: string, given: Partial<MemberParticulars> = {}): MemberParticulars {
  return {
    memberId,
    name: box(`name of ${memberId}`, memberId),
    nameHash: `name:${memberId}`,
    surnameHash: `surname:${memberId}`,
    idNo: box(`number of ${memberId}`, memberId),
    idHash: `id:${memberId}`,
    relation: 'OTHER',
    ageBand: 'ADULT',
    minor: false,
    ...given,
  };
}

/** A household of 港口镇's first village with its head `m-head`. */
export function registeredHousehold(given: Partial<HouseholdRegistered['data']> = {}): HouseholdRegistered {
  return {
    type: 'HouseholdRegistered',
    data: {
      householdNo: '81100201ABCDEF',
      townCode: '341881100',
      villageCode: '341881100201',
      head: member('m-head', { relation: 'HEAD' }),
      address: box('address'),
      source: 'SWEEP',
      ...given,
    },
  };
}

export function listing(given: Partial<Listing> = {}): Listing {
  return {
    listedOn: '2026-09-01',
    categoryCodes: ['DIBAO_EDGE'],
    hardshipCodes: ['SEVERE_ILLNESS'],
    currentAids: [],
    partialDibao: false,
    inDifficulty: true,
    kinFlag: false,
    source: 'SWEEP',
    coordinatorRef: 'c-1',
    ...given,
  };
}

/** A month that needs no visit; by rule unless it is said who agreed to which proposal. */
export function excusedMonth(
  month: string,
  reason: string,
  ground: ExcuseGround = { kind: 'LAST_MEMBER_GONE' },
): MonthlyVisitExcused {
  return { type: 'MonthlyVisitExcused', data: { month, reason, ground } };
}

/** Every section of the living conditions in one state, as 附件2 wants it. */
export function wholeLiving(given: Living = {}): Living {
  return { ...Object.fromEntries(livingSections.map((section) => [section, { state: 'NORMAL' }])), ...given };
}

/** A complete report of a visit where the head was seen. */
export function visitReport(given: Partial<VisitReport> = {}): VisitReport {
  return {
    visitId: 'v-1',
    mode: 'HOME',
    visitors: ['c-1'],
    whoSeen: ['m-head'],
    living: wholeLiving(),
    changes: [],
    needs: [],
    disposal: { kind: 'NONE' },
    evidence: [],
    acknowledgement: 'SIGNED',
    ...given,
  };
}
