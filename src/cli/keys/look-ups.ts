import type { Recorded } from '../../platform/fact.js';
import type { InstallationKeys } from '../../platform/sealing/key-store.port.js';
import { LookUpHash } from '../../platform/sealing/look-up-hash.js';
import type { FieldGroup, SealedBox } from '../../platform/sealing/sealed-box.js';
import { ERASED, isSealedBox } from '../../platform/sealing/sealed-box.js';
import { SealBroken, Sealer } from '../../platform/sealing/sealer.js';

interface LookUp {
  readonly box: SealedBox;
  readonly group: FieldGroup;
  readonly hash: string;
  /** Of what is in the box, as the door makes it. */
  readonly hashed: (hashes: LookUpHash, text: string) => string;
}

/**
 * A sealed name and a sealed ID number of every person together with the hash by which the facts say he is found. Its
 * size grows with persons, not with facts.
 */
export class LookUps {
  private readonly byName = new Map<string, LookUp>();
  private readonly byIdNumber = new Map<string, LookUp>();

  note({ data, metadata }: Recorded): void {
    const open: unknown[] = [data];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (typeof value !== 'object' || value === null || isSealedBox(value)) continue;
      this.notePerson(value, metadata.townCode);
      open.push(...(Object.values(value) as unknown[]).filter((member) => member !== undefined));
    }
  }

  /** How many of them are found by what is in their box, and a Chinese sentence for each that is not. */
  async foundBy(keys: InstallationKeys): Promise<FoundLookUps> {
    const [sealer, hashes] = [new Sealer(keys), new LookUpHash(keys.lookUpRoot)];
    const problems: string[] = [];
    const countFound = async (lookUps: Iterable<LookUp>, what: string): Promise<number> => {
      let found = 0;
      for (const { box, group, hash, hashed } of lookUps) {
        const text = await opened(sealer, box, group, problems);
        if (text === undefined || text === ERASED) continue;
        if (hashed(hashes, text) === hash) found++;
        else problems.push(`按${what}查不到 ${box.subject}：检索摘要与事实中的不符`);
      }
      return found;
    };
    const names = await countFound(this.byName.values(), '姓名');
    const idNumbers = await countFound(this.byIdNumber.values(), '身份证号');
    return { names, idNumbers, problems };
  }

  private notePerson(value: object, townCode: string | undefined): void {
    const { name, nameHash, idNo, idHash } = value as Readonly<Record<string, unknown>>;
    if (isSealedBox(name) && typeof nameHash === 'string' && townCode !== undefined && !this.byName.has(name.subject)) {
      const hashed = (hashes: LookUpHash, text: string) => hashes.nameHash(townCode, text);
      this.byName.set(name.subject, { box: name, group: 'PI1', hash: nameHash, hashed });
    }
    if (isSealedBox(idNo) && typeof idHash === 'string' && !this.byIdNumber.has(idNo.subject)) {
      const hashed = (hashes: LookUpHash, text: string) => hashes.idHash(text);
      this.byIdNumber.set(idNo.subject, { box: idNo, group: 'PI3', hash: idHash, hashed });
    }
  }
}

export interface FoundLookUps {
  readonly names: number;
  readonly idNumbers: number;
  readonly problems: readonly string[];
}

async function opened(
  sealer: Sealer,
  box: SealedBox,
  group: FieldGroup,
  problems: string[],
): Promise<string | undefined> {
  try {
    return await sealer.open(box, group);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    problems.push(error.message);
    return undefined;
  }
}
