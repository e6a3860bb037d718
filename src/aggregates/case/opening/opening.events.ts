import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { nameOf, urgencyNames } from '../codes.js';
import type { OwnerChain } from './opening.js';

/** How a case begins to be worked (S09, S18, S29). */

export type CaseOpened = Fact<
  'CaseOpened',
  {
    readonly caseNo: string;
    readonly ownerChain: OwnerChain;
    /** Village where the emergency happens, when it is another one than the clue names (社会救助法 art. 37). */
    readonly placeOfEmergency?: string;
  }
>;
export type CaseOpenedFromRoster = Fact<
  'CaseOpenedFromRoster',
  {
    readonly townCode: string;
    readonly villageCode: string;
    readonly householdRef: string;
    readonly caseNo: string;
    readonly ownerChain: OwnerChain;
    readonly reason: SealedBox;
  }
>;
export type UrgencyAssessed = Fact<'UrgencyAssessed', { readonly urgency: string; readonly basis: SealedBox }>;
export type CaseLinkedToHousehold = Fact<'CaseLinkedToHousehold', { readonly householdRef: string }>;

export type OpeningFact = CaseOpened | CaseOpenedFromRoster | UrgencyAssessed | CaseLinkedToHousehold;

export const openingSentences: Sentences<OpeningFact> = {
  CaseOpened: ({ caseNo, ownerChain, placeOfEmergency }) =>
    `立案 ${caseNo}，${owners(ownerChain)}${placeOfEmergency === undefined ? '' : `，急难发生地 ${placeOfEmergency}`}`,
  CaseOpenedFromRoster: ({ caseNo, householdRef, ownerChain }) =>
    `由花名册立案 ${caseNo}（家庭 ${householdRef.slice(0, 8)}），${owners(ownerChain)}`,
  UrgencyAssessed: ({ urgency }) => `判定为${nameOf(urgency, urgencyNames)}`,
  CaseLinkedToHousehold: ({ householdRef }) => `关联家庭 ${householdRef.slice(0, 8)}`,
};

function owners({ group, village, township, bureau }: OwnerChain): string {
  return `责任人：组 ${group}、村 ${village}、乡镇 ${township}、市 ${bureau}`;
}
