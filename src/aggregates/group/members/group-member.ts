import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/** A member of a collection group as facts carry him (附件4): particulars and post sealed, villages and flag in clear. */
export type GroupMember = {
  readonly memberId: string;
  readonly name: SealedBox;
  readonly nameHash: string;
  readonly surnameHash: string;
  readonly idNo?: SealedBox;
  readonly idHash?: string;
  readonly gender?: SealedBox;
  readonly phone: SealedBox;
  /** 工作单位. */
  readonly unit?: SealedBox;
  /** 职务. */
  readonly post?: SealedBox;
  readonly civilAffairsStaff: boolean;
  /** 分管村(社区). */
  readonly villages: readonly string[];
  readonly remark?: SealedBox;
};
