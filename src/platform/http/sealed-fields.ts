import { normaliseText } from '../identity/free-text.js';
import { sexOf } from '../identity/id-number.js';
import { normaliseName, surnameOf } from '../identity/person-name.js';
import { parsePhone } from '../identity/phone.js';
import type { FieldGroup, SealedBox } from '../sealing/sealed-box.js';
import type { CommandDoor } from './command-door.js';

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

/** A person's name with the hashes by which it is found within a township. */
export async function sealedName(subject: string, text: string, townCode: string, door: CommandDoor) {
  const name = normaliseName(text);
  return {
    name: await door.seal(subject, 'PI1', name),
    nameHash: door.hashes.nameHash(townCode, name),
    surnameHash: door.hashes.surnameHash(townCode, surnameOf(name)),
  };
}

/** An ID number that has been read, with its hash and the sex it states. */
export async function sealedIdNumber(subject: string, idNumber: string, door: CommandDoor) {
  return {
    idNo: await door.seal(subject, 'PI3', idNumber),
    idHash: door.hashes.idHash(idNumber),
    gender: await door.sealText(subject, sexOf(idNumber)),
  };
}

/** A telephone number in one form, or as it was written where it has none. */
export function sealedPhone(subject: string, text: string, door: CommandDoor): Promise<SealedBox> {
  const phone = parsePhone(text);
  return door.seal(subject, 'PI2', phone.ok ? phone.phone : text);
}
