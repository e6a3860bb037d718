import type { CommandDoor } from '../../platform/http/command-door.js';
import { normaliseText } from '../../platform/identity/free-text.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** Seals what was written under a field's name; a text of blanks alone is no text and leaves no field. */
export async function sealedField<Name extends string>(
  name: Name,
  subject: string,
  written: string | undefined,
  door: CommandDoor,
): Promise<{ readonly [N in Name]?: SealedBox }> {
  const text = written === undefined ? undefined : normaliseText(written);
  const blank = text === undefined || (text.ok && text.text === '');
  const box = blank ? undefined : await door.sealText(subject, written ?? '');
  return (box === undefined ? {} : { [name]: box }) as { readonly [N in Name]?: SealedBox };
}
