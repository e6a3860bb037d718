import type { Clock } from '../../platform/clock/clock.port.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Rules } from '../../platform/change/given.js';
import { StreamMemory, foldOne } from '../../platform/change/stream-memory.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import { StoreUnavailable } from '../../platform/event-store/event-store.port.js';
import type { LocalDate } from '../../platform/fact.js';
import type { RulesReader } from '../../platform/platform.js';
import { defaultParameters } from './default-parameters.js';
import { rulebook, rulesOf } from './rulebook.js';

const SHIPPED = Object.fromEntries(defaultParameters.map((parameter) => [parameter.id, [parameter]]));

/** Reads the rulebook stream; a version already folded is kept for the day. */
export class PublishedRules implements RulesReader {
  private readonly memory: StreamMemory;
  private kept?: { readonly key: string; readonly rules: Rules };

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.memory = new StreamMemory(store);
  }

  async now(): Promise<Rules> {
    const { state, revision } = await this.memory.load(rulebook, '');
    const today = localDateOf(this.clock.now());
    const key = `${revision} ${today}`;
    if (this.kept?.key !== key) this.kept = { key, rules: rulesOf(state, revision, today) };
    return this.kept.rules;
  }

  async known(): Promise<Rules> {
    const { kept } = this;
    // A log known to be away would only let everybody wait.
    if (kept && !this.store.health().writable) return kept.rules;
    try {
      return await this.now();
    } catch (error) {
      if (!kept || !(error instanceof StoreUnavailable)) throw error;
      return kept.rules;
    }
  }

  async at(position: number, day: LocalDate): Promise<Rules> {
    const facts = (await this.store.read('rulebook')).filter((fact) => fact.position <= position);
    const told = facts.reduce((known, fact) => foldOne(rulebook, known, fact), rulebook.initial);
    // For answers about a day before a newer release brought its numbers: they hold as shipped, as they did in its code.
    const state = { ...told, parameters: { ...SHIPPED, ...told.parameters } };
    return rulesOf(state, facts.length - 1, day);
  }
}
