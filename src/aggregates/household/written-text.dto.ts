import type { CommandDoor } from '../../platform/http/command-door.js';
import { Text } from '../../platform/http/shape.js';
import { normaliseText } from '../../platform/identity/free-text.js';
import type { FieldGroup, SealedBox } from '../../platform/sealing/sealed-box.js';

/** Seals what was written; a text of blanks and invisible characters alone is no text and becomes no box. */
export async function sealedUnlessBlank(
  subject: string,
  written: string | undefined,
  door: CommandDoor,
  group: FieldGroup = 'TEXT',
): Promise<SealedBox | undefined> {
  if (written === undefined) return undefined;
  const text = normaliseText(written);
  return text.ok && text.text === '' ? undefined : door.sealText(subject, written, group);
}

/** The same as a part of an object: a field that was left blank is not there at all. */
export async function sealedField<Name extends string>(
  name: Name,
  subject: string,
  written: string | undefined,
  door: CommandDoor,
): Promise<{ readonly [N in Name]?: SealedBox }> {
  const box = await sealedUnlessBlank(subject, written, door);
  return (box === undefined ? {} : { [name]: box }) as { readonly [N in Name]?: SealedBox };
}

/** What the second person writes who sends a proposal back. */
export class RejectionBody {
  @Text(500, { description: '退回原因' }) reason: string;
}
