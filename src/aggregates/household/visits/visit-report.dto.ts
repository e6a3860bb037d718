import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Part, Reference, Text } from '../../../platform/http/shape.js';
import { textForHash } from '../../../platform/identity/free-text.js';
import { changeNames, disposalNames, livingSectionNames, livingStateNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import type { Disposal, DraftReport, Living, LivingState } from './visit-report.js';
import { livingSections } from './visit-report.js';

export class SectionBody {
  @Code(livingStateNames, { description: '状态' }) state: LivingState;
  @Text(2000, { description: '说明', optional: true }) text?: string;
}

/** 基本生活状况; which sections must be there is a rule (I-06), not a matter of shape. */
export class LivingBody {
  @Part(() => SectionBody, { description: livingSectionNames.food, optional: true }) food?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.clothing, optional: true }) clothing?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.housing, optional: true }) housing?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.utilities, optional: true }) utilities?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.medical, optional: true }) medical?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.schooling, optional: true }) schooling?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.care, optional: true }) care?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.income, optional: true }) income?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.spending, optional: true }) spending?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.hazards, optional: true }) hazards?: SectionBody;
}

export class ChangeBody {
  @Code(changeNames, { description: '变化种类' }) kind: string;
  @Text(500, { description: '变化内容' }) text: string;
}

export class DisposalBody {
  @Code(disposalNames, { description: '处置' }) kind: string;
  @Reference({ description: '线索', optional: true }) clueRef?: string;
  @Reference({ description: '个案', optional: true }) caseRef?: string;
  @Text(2000, { description: '说明', optional: true }) text?: string;
}

export async function sealedLiving(living: LivingBody, householdId: string, door: CommandDoor): Promise<Living> {
  const sections = await Promise.all(
    livingSections.map(async (section) => {
      const said = living[section];
      if (!said) return undefined;
      return [section, { state: said.state, ...(await sealedField('text', householdId, said.text, door)) }] as const;
    }),
  );
  return Object.fromEntries(sections.filter((section) => section !== undefined));
}

export async function sealedChanges(
  changes: readonly ChangeBody[],
  householdId: string,
  door: CommandDoor,
): Promise<DraftReport['changes']> {
  return Promise.all(
    changes.map(async ({ kind, text }) => ({ kind, ...(await sealedField('text', householdId, text, door)) })),
  );
}

export async function sealedDisposal(
  { text, ...codes }: DisposalBody,
  householdId: string,
  door: CommandDoor,
): Promise<Disposal> {
  return { ...codes, ...(await sealedField('text', householdId, text, door)) };
}

/** Keyed hash of all that was written freely, for the signal "identical notes under many families". */
export function noteHash(
  living: LivingBody | undefined,
  disposal: DisposalBody | undefined,
  door: CommandDoor,
): { readonly textHash?: string } {
  const parts = [...livingSections.map((section) => living?.[section]?.text), disposal?.text];
  const said = textForHash(parts.filter((part) => part !== undefined).join('\n'));
  return said === '' ? {} : { textHash: door.hashes.textHash(said) };
}
