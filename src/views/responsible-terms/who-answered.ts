import type { LocalDate } from '../../platform/fact.js';
import type { Views } from '../../platform/read-store/views.js';
import type { ResponsibleTerm } from './responsible-terms.projection.js';
import { responsibleOn, responsibleTermsProjection } from './responsible-terms.projection.js';

/** Who answered for which village on which day, read once for one answer. */
export class WhoAnswered {
  private constructor(private readonly terms: ReadonlyMap<string, readonly ResponsibleTerm[]>) {}

  /** Of the villages named, or of all. */
  static async of(views: Views, villages?: Iterable<string>): Promise<WhoAnswered> {
    const view = await views.of(responsibleTermsProjection);
    const found = await view.find(villages === undefined ? {} : { _id: { $in: [...new Set(villages)] } });
    return new WhoAnswered(new Map(found.map(({ _id, terms }) => [_id, terms])));
  }

  /** Coordinators who answered at the end of that day; undefined for a village nobody was ever appointed for. */
  at(village: string, day: LocalDate): readonly string[] | undefined {
    const terms = this.terms.get(village);
    return terms && responsibleOn(terms, day);
  }

  /** Villages he answered for at the end of that day, and those nobody was ever appointed for are not among them. */
  villagesOf(coordinatorRef: string, day: LocalDate): readonly string[] {
    return [...this.terms].flatMap(([village, terms]) =>
      responsibleOn(terms, day).includes(coordinatorRef) ? [village] : [],
    );
  }
}
