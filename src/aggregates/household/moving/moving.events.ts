import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { NameHashes } from '../members/member.js';

/** Facts of a household that moves, in the order of life. */

/** To another township: its officer sees this request and nothing else of the household, until he takes it over. */
export type HouseholdMoveRequested = Fact<
  'HouseholdMoveRequested',
  {
    readonly requestId: string;
    readonly fromTown: string;
    readonly toTown: string;
    readonly toVillage: string;
    readonly on: LocalDate;
    readonly reason: SealedBox;
    readonly address?: SealedBox;
    readonly groupNo?: string;
    /** The request that this one takes the place of. */
    readonly replaces?: string;
  }
>;
export type HouseholdMoved = Fact<
  'HouseholdMoved',
  {
    readonly fromTown: string;
    readonly fromVillage: string;
    readonly toTown: string;
    readonly toVillage: string;
    readonly on: LocalDate;
    /** Told of every family that moved; where its village became part of another one nobody did. */
    readonly reason?: SealedBox;
    /** The edition of the divisions by which its village became part of the other. */
    readonly edition?: string;
    readonly address?: SealedBox;
    /** Groups are numbered within a village: without one the group is not known. */
    readonly groupNo?: string;
    /** By member id, of everybody who ever belonged to the household: the hashes include the town. */
    readonly names?: Readonly<Record<string, NameHashes>>;
    /** The request that ends with this. */
    readonly requestId?: string;
    readonly requestedBy?: string;
  }
>;

export type MovingFact = HouseholdMoveRequested | HouseholdMoved;

export const movingSentences: Sentences<MovingFact> = {
  HouseholdMoveRequested: ({ toVillage, on }) => `提请 ${on} 起迁往 ${toVillage}，待接收乡镇办理`,
  HouseholdMoved: ({ fromVillage, toVillage, on, edition }) =>
    edition === undefined
      ? `自 ${on} 起由 ${fromVillage} 迁至 ${toVillage}`
      : `按区划版本 ${edition}，自 ${on} 起由 ${fromVillage} 划入 ${toVillage}`,
};
