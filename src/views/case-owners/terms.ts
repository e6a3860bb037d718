import type { LocalDate } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { responsibleTermsProjection } from '../responsible-terms/responsible-terms.projection.js';
import type { CaseOwnersDocument } from './case-owners.projection.js';
import { townPersonsProjection } from './town-persons.projection.js';

/** Somebody who answered from that day, included, up to the day before `until`; null while he still does. */
export interface Term {
  readonly ref: string;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

/** From the first day of a case to its last one, both included. */
interface Life {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Who answered for the villages and townships of some cases, read once for one answer. */
export class TermsByPlace {
  private constructor(
    private readonly villages: ReadonlyMap<string, readonly Term[]>,
    private readonly townships: ReadonlyMap<string, readonly Term[]>,
    private readonly nowOf: (village: string) => string,
  ) {}

  static async of(
    cases: readonly CaseOwnersDocument[],
    { views, rules: { divisions } }: Pick<Reading, 'views' | 'rules'>,
  ): Promise<TermsByPlace> {
    const nowOf = (village: string) => divisions.nowOf(village);
    const villages = cases.flatMap(({ village }) => (village === undefined ? [] : [village, nowOf(village)]));
    const answered = await (await views.of(responsibleTermsProjection)).find({ _id: { $in: [...new Set(villages)] } });
    const towns = cases.map(({ town }) => town);
    const designated = await (await views.of(townPersonsProjection)).find({ _id: { $in: [...new Set(towns)] } });
    return new TermsByPlace(
      new Map(
        answered.map(({ _id, terms }) => [
          _id,
          terms.map(({ coordinatorRef, from, until = null }) => ({ ref: coordinatorRef, from, until })),
        ]),
      ),
      new Map(
        designated.map(({ _id, persons }) => [
          _id,
          persons.map(({ personId, from }, index) => ({
            ref: personId,
            from,
            until: persons[index + 1]?.from ?? null,
          })),
        ]),
      ),
      nowOf,
    );
  }

  /** Coordinators of the village, and of the one it has become part of. */
  ofVillage(village: string | undefined, life: Life): readonly Term[] {
    if (village === undefined) return [];
    const codes = [...new Set([village, this.nowOf(village)])];
    return codes.flatMap((code) => within(this.villages.get(code), life));
  }

  /** Each answers until the next one is designated. */
  ofTownship(town: string, life: Life): readonly Term[] {
    return within(this.townships.get(town), life);
  }
}

function within(terms: readonly Term[] = [], { from, until }: Life): readonly Term[] {
  return terms.filter((term) => term.from <= until && (term.until === null || term.until > from));
}
