import type { Recorded } from '../../../src/platform/fact.js';
import type { Projection, ViewDocument } from '../../../src/platform/projections/projection.js';
import { canonicalText } from '../../../src/platform/projections/projection-hash.js';
import { Folding } from '../../support/projection-spec.js';

/** What stood under a key from this position on; without text: nothing, it had ended. */
interface Version {
  readonly from: number;
  readonly text?: string;
}

/** Every document of a view that was ever right, worked out without runner and read store. */
export class History {
  /** Of each key, in order of position. */
  private readonly versions = new Map<string, Version[]>();

  constructor(
    readonly projection: Projection,
    facts: readonly Recorded[],
  ) {
    const folding = new Folding(projection);
    let before = new Map<string, string>();
    // What it does not take changes nothing in it.
    for (const fact of facts.filter(({ type }) => projection.types.includes(type))) {
      const documents = folding.deliver([fact]).documents();
      const now = new Map(documents.map((document) => [document._id, canonicalText(document)]));
      for (const [key, text] of now) if (before.get(key) !== text) this.note(key, { from: fact.position, text });
      for (const key of before.keys()) if (!now.has(key)) this.note(key, { from: fact.position });
      before = now;
    }
  }

  /** Documents that no moment of the log explains. */
  neverRight(documents: readonly ViewDocument[]): readonly string[] {
    const wasNever = (document: ViewDocument): boolean => {
      const shown = canonicalText(document);
      return !this.versionsOf(document._id).some(({ text }) => text === shown);
    };
    return documents
      .filter(wasNever)
      .map(({ _id, position }) => `${this.projection.name} showed ${_id} at ${position} as it never was`);
  }

  /** What was shown although somebody had been told, by this watermark, that the view is further. */
  behind(documents: readonly ViewDocument[], watermark: number): readonly string[] {
    const shown = new Map(documents.map((document) => [document._id, canonicalText(document)]));
    return [...this.versions.keys()]
      .filter((key) => !this.allowed(key, watermark).includes(shown.get(key)))
      .map((key) => `${this.projection.name} had passed ${watermark} and showed an older ${key}`);
  }

  private allowed(key: string, watermark: number): readonly (string | undefined)[] {
    const versions = this.versionsOf(key);
    const current = versions.filter(({ from }) => from <= watermark).at(-1);
    const later = versions.filter(({ from }) => from > watermark);
    return [current?.text, ...later.map(({ text }) => text)];
  }

  private versionsOf(key: string): readonly Version[] {
    return this.versions.get(key) ?? [];
  }

  private note(key: string, version: Version): void {
    const versions = this.versions.get(key);
    if (versions) versions.push(version);
    else this.versions.set(key, [version]);
  }
}
