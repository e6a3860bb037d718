import { finished } from 'node:stream/promises';
import type { EvidenceStore } from '../platform/evidence/evidence-store.port.js';
import { EvidenceDamaged } from '../platform/evidence/evidence-store.port.js';
import type { Recorded } from '../platform/fact.js';
import type { FieldGroup, SealedBox } from '../platform/sealing/sealed-box.js';
import { ERASED, isSealedBox } from '../platform/sealing/sealed-box.js';
import type { Sealer } from '../platform/sealing/sealer.js';
import { SealBroken } from '../platform/sealing/sealer.js';

/** What the facts of a log need beside themselves to be worth anything. Its size grows with subjects, not with facts. */
export class NeededSecrets {
  /** One sealed box of every subject, the first met. */
  readonly boxes = new Map<string, SealedBox>();
  /** SHA-256 of every evidence a fact names. */
  readonly evidence = new Set<string>();

  note({ data }: Recorded): void {
    const open: unknown[] = [data];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (typeof value !== 'object' || value === null) continue;
      if (isSealedBox(value)) {
        if (!this.boxes.has(value.subject)) this.boxes.set(value.subject, value);
        continue;
      }
      if ('sha256' in value && typeof value.sha256 === 'string') this.evidence.add(value.sha256);
      open.push(...(Object.values(value) as unknown[]).filter((member) => member !== undefined));
    }
  }
}

export interface OpenedSecrets {
  readonly opened: number;
  readonly erased: number;
  /** Chinese sentences, nothing of a payload. */
  readonly problems: readonly string[];
}

/** A box does not say of which group it is, only refuses the others. */
const GROUPS: readonly FieldGroup[] = ['PI1', 'PI2', 'PI3', 'TEXT'];

/** Opens a box of every subject, forgetting what is in it. */
export async function openBoxes(boxes: Iterable<SealedBox>, sealer: Sealer): Promise<OpenedSecrets> {
  let [opened, erased] = [0, 0];
  const problems: string[] = [];
  for (const box of boxes) {
    try {
      if ((await openAs(box, sealer, GROUPS)) === ERASED) erased++;
      else opened++;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      problems.push(error.message);
    }
  }
  return { opened, erased, problems };
}

async function openAs(box: SealedBox, sealer: Sealer, [group, ...rest]: readonly FieldGroup[]): Promise<string> {
  if (group === undefined) throw new SealBroken(box.subject, 'altered');
  try {
    return await sealer.open(box, group);
  } catch (error) {
    if (!(error instanceof SealBroken) || error.reason === 'key-missing') throw error;
    return openAs(box, sealer, rest);
  }
}

/** Reads every evidence to its end; the store compares each part, and the whole with its hash. */
export async function openEvidence(hashes: Iterable<string>, store: EvidenceStore): Promise<OpenedSecrets> {
  let [opened, erased] = [0, 0];
  const problems: string[] = [];
  for (const sha256 of hashes) {
    try {
      const found = await store.open(sha256);
      if (found) {
        await finished(found.stream.resume());
        opened++;
      } else if (await store.isErased(sha256)) erased++;
      else problems.push(`缺少佐证 ${sha256}`);
    } catch (error) {
      if (!(error instanceof EvidenceDamaged)) throw error;
      problems.push(`佐证 ${sha256} 已损坏或没有密钥`);
    }
  }
  return { opened, erased, problems };
}
