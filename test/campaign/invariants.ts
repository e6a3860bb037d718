import { eventIdOf } from '../../src/platform/change/command-id.js';
import type { Recorded } from '../../src/platform/fact.js';
import type { Projection } from '../../src/platform/projections/projection.js';
import type { ViewKeeper } from '../../src/platform/projections/view-keeper.port.js';
import { projections } from '../../src/projections.js';
import { pureHash } from '../support/pure-hash.js';
import type { Entry } from './journal.js';

/** What must hold after every fault run, whatever was broken meanwhile; each answers with one sentence per breach. */

/** Every command of a household or a case writes just one fact. */
const FACTS_OF_ONE = 1;

export function brokenInvariants(entries: readonly Entry[], facts: readonly Recorded[]): readonly string[] {
  const standing = standingOf(facts);
  return [
    ...lost(entries, standing),
    ...doubled(entries, standing),
    ...misplaced(entries, standing),
    ...leftByRefused(entries, standing),
    ...undecided(entries),
    ...gaps(facts),
    ...unorderly(facts),
  ];
}

type Standing = ReadonlyMap<string, readonly Recorded[]>;

/** The facts of households and cases by the command that wrote them; of whom an ID number is, a handler writes beside. */
export function standingOf(facts: readonly Recorded[]): Standing {
  const standing = new Map<string, Recorded[]>();
  for (const fact of facts) {
    if (!/^(household|case)-/.test(fact.stream)) continue;
    const { commandId } = fact.metadata;
    const same = standing.get(commandId);
    if (same) same.push(fact);
    else standing.set(commandId, [fact]);
  }
  return standing;
}

export function lost(entries: readonly Entry[], standing: Standing): readonly string[] {
  return acknowledged(entries)
    .filter(({ commandId }) => !standing.has(commandId))
    .map((entry) => `${nameOf(entry)} was acknowledged and is lost`);
}

export function doubled(entries: readonly Entry[], standing: Standing): readonly string[] {
  return entries
    .filter(({ commandId }) => (standing.get(commandId)?.length ?? 0) > FACTS_OF_ONE)
    .map((entry) => `${nameOf(entry)} stands ${standing.get(entry.commandId)?.length} times`);
}

/** An acknowledged fact stands where the client was told, in the stream it was meant for, under its own id. */
function misplaced(entries: readonly Entry[], standing: Standing): readonly string[] {
  return acknowledged(entries).flatMap((entry) => {
    const [fact] = standing.get(entry.commandId) ?? [];
    if (!fact) return [];
    const { target } = entry.command;
    const told = entry.said?.body['revision'];
    const right =
      fact.revision === told &&
      (fact.stream === target || (!target.includes('-') && fact.stream.startsWith(`${target}-`))) &&
      fact.id === eventIdOf(entry.commandId, 0);
    return right ? [] : [`${nameOf(entry)} was told r${String(told)} and stands at ${fact.stream} r${fact.revision}`];
  });
}

function leftByRefused(entries: readonly Entry[], standing: Standing): readonly string[] {
  return entries
    .filter(({ outcome, commandId }) => outcome === 'fail' && standing.has(commandId))
    .map((entry) => `${nameOf(entry)} was refused with ${entry.said?.status} and stands all the same`);
}

function undecided(entries: readonly Entry[]): readonly string[] {
  return entries
    .filter(({ outcome }) => outcome === 'unknown')
    .map((entry) => `${nameOf(entry)} is still unknown after ${entry.sent} requests`);
}

function gaps(facts: readonly Recorded[]): readonly string[] {
  const next = new Map<string, number>();
  return facts.flatMap(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision === expected ? [] : [`${stream} holds r${revision} where r${expected} belongs`];
  });
}

function unorderly(facts: readonly Recorded[]): readonly string[] {
  return facts.flatMap(({ position }, index) => {
    const before = facts[index - 1]?.position ?? 0;
    return position > before ? [] : [`position ${position} follows ${before}`];
  });
}

/** Every view must hold what a pour of these facts from nothing holds; the runner must have seen them all. */
export async function brokenViews(
  runner: Pick<ViewKeeper, 'hashOf'>,
  facts: readonly Recorded[],
  views: readonly Projection[] = projections,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const projection of views) {
    const [is, ought] = [await runner.hashOf(projection), pureHash(projection, facts)];
    if (is !== ought) broken.push(`view ${projection.name} is not what the log says`);
  }
  return broken;
}

/** What a process says when it has not seen to a promise. */
export function strayRejections(output: string): readonly string[] {
  return output
    .split('\n')
    .filter((line) => /unhandled|ERR_UNHANDLED/i.test(line))
    .map((line) => `the server printed: ${line}`);
}

function acknowledged(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ outcome, said }) => outcome === 'ok' && said?.body['nothingToDo'] !== true);
}

function nameOf({ command: { operation, target }, key }: Entry): string {
  return `${operation} ${key} of ${target}`;
}
