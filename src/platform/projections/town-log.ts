import type { ReadableLog, Page, ReadAllOptions } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';

const PAGE = 1_000;
const STREAMS_AT_ONCE = 16;
/** `town` of facts that name none: rules, calendars, what concerns the whole city. */
const NO_TOWN = '';

export interface TownSelection {
  readonly towns: readonly string[];
  readonly categories: readonly string[];
  /** Types of facts that may concern these townships although they name another. */
  readonly abroad?: readonly string[];
  /** Last position included. */
  readonly upTo: number;
}

/**
 * The part of a log that concerns some townships: their facts, facts that name no township, and every stream they ever
 * appear in as a whole. A family that moved in brings its history; one that moved out is seen leaving. Streams with a
 * fact that may concern them from abroad come along: what of them is theirs to see, each question's area says.
 */
export async function readTowns(
  store: ReadableLog,
  selection: TownSelection,
  signal: AbortSignal,
): Promise<Pick<ReadableLog, 'readAll'>> {
  const facts = new Map<number, Recorded>();
  const touched = new Map<string, number[]>();
  const { towns, abroad = [] } = selection;
  const wanted = [
    ...[...new Set(towns), NO_TOWN].map((town) => ({ town })),
    ...(abroad.length === 0 ? [] : [{ types: abroad }]),
  ];
  for (const part of wanted) {
    for await (const fact of factsOf(store, part, selection, signal)) {
      facts.set(fact.position, fact);
      if ('town' in part && part.town === NO_TOWN) continue;
      const revisions = touched.get(fact.stream);
      if (revisions) revisions.push(fact.revision);
      else touched.set(fact.stream, [fact.revision]);
    }
  }
  const streams = [...touched];
  for (let start = 0; start < streams.length; start += STREAMS_AT_ONCE) {
    signal.throwIfAborted();
    const portion = streams.slice(start, start + STREAMS_AT_ONCE);
    const rests = await Promise.all(
      portion.map(([stream, revisions]) => store.read(stream, { from: firstMissing(revisions) })),
    );
    for (const fact of rests.flat()) if (fact.position <= selection.upTo) facts.set(fact.position, fact);
  }
  const ordered = [...facts.values()].sort((a, b) => a.position - b.position);
  return { readAll: async (after, options) => pageOf(ordered, after, options, selection.upTo) };
}

async function* factsOf(
  store: ReadableLog,
  part: { readonly town: string } | { readonly types: readonly string[] },
  { categories, upTo }: TownSelection,
  signal: AbortSignal,
): AsyncIterable<Recorded> {
  for (let after = 0; after < upTo;) {
    signal.throwIfAborted();
    const page = await store.readAll(after, { categories, ...part, limit: PAGE });
    for (const fact of page.events) if (fact.position <= upTo) yield fact;
    if (page.events.length === 0) return;
    after = Math.max(page.upTo, after + 1);
  }
}

/** Where a stream must be read from to have it whole: its first revision not seen yet, at the latest its end. */
function firstMissing(revisions: readonly number[]): number {
  let next = 0;
  for (const revision of revisions) {
    if (revision !== next) return next;
    next++;
  }
  return next;
}

function pageOf(facts: readonly Recorded[], after: number, { limit }: ReadAllOptions, end: number): Page {
  let from = 0;
  for (let to = facts.length; from < to;) {
    const middle = (from + to) >> 1;
    if ((facts[middle]?.position ?? Infinity) <= after) from = middle + 1;
    else to = middle;
  }
  const events = facts.slice(from, from + limit);
  const last = events.at(-1);
  return { events, upTo: last && events.length === limit ? last.position : Math.max(end, after) };
}
