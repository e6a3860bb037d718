import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { TimedKind } from '../../aggregates/case/clocks/clock-kinds.js';
import { breachTypes, clockNames } from '../../aggregates/case/clocks/clock-kinds.js';
import type { Breach, ClocksFact } from '../../aggregates/case/clocks/clocks.events.js';
import { closes, closingTypes } from '../../aggregates/case/clocks/clocks-closed.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import type { Body } from '../../platform/projections/projection.js';
import { entityOf } from '../../platform/projections/reducer.js';
import type { AlertDocument, Episode } from './alerts.projection.js';

type Alert = Body<AlertDocument>;

/** A limit that passed, and the day on which what it waited for came after all. */
export type OverdueClock = Pick<Breach, 'about' | 'applicationId'> & {
  readonly kind: TimedKind;
  readonly doneOn?: LocalDate;
};

const breaches: readonly string[] = Object.values(breachTypes);

/** Facts of a case that its alert is told from. */
export const caseAlertTypes: readonly string[] = [...new Set([...breaches, ...closingTypes])];

/** One alert for a case and day, whatever passed on it; it ends when everything of that day has been made up for. */
export function caseAlert(alert: Alert | undefined, fact: Recorded<CaseFact>): Alert | undefined {
  if (!isBreach(fact)) return alert && { ...alert, episodes: alert.episodes.map((one) => madeUpFor(one, fact)) };
  const { townCode, villageCode, recordedAt } = fact.metadata;
  if (townCode === undefined) return alert;
  const { dueOn: day } = fact.data;
  const told = alert?.episodes ?? [];
  const { clocks = [], seen = [], raisedAt = recordedAt } = told.find((one) => one.day === day) ?? {};
  const episode = whole({ day, raisedAt, seen, clocks: [...clocks, overdueClock(fact.data)] });
  return {
    kind: 'CASE_OVERDUE',
    about: entityOf(fact.stream),
    town: townCode,
    ...(villageCode === undefined ? {} : { village: villageCode }),
    episodes: [...told.filter((one) => one.day !== day), episode],
  };
}

/** What passed, in words; null of everything that is no case. */
export function overdueWords({ clocks }: Pick<Episode, 'clocks'>): string | null {
  return clocks === undefined ? null : [...new Set(clocks.map(({ kind }) => clockNames[kind]))].join('、');
}

function isBreach(fact: Recorded<CaseFact>): fact is Recorded<ClocksFact> {
  return breaches.includes(fact.type);
}

function overdueClock({ clock: kind, about, applicationId, doneAt }: Breach): OverdueClock {
  return {
    kind,
    ...(about === undefined ? {} : { about }),
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(doneAt === undefined ? {} : { doneOn: localDateOf(doneAt) }),
  };
}

function madeUpFor(episode: Episode, fact: Recorded<CaseFact>): Episode {
  if (episode.endedOn !== undefined || episode.clocks === undefined) return episode;
  const doneOn = localDateOf(fact.metadata.recordedAt);
  const clocks = episode.clocks.map((clock) =>
    clock.doneOn === undefined && closes(clock, fact) ? { ...clock, doneOn } : clock,
  );
  return whole({ ...episode, clocks });
}

/** Ended on the day of the last of its clocks, once there is none left. */
function whole(episode: Episode & { readonly clocks: readonly OverdueClock[] }): Episode {
  const days = episode.clocks.map(({ doneOn }) => doneOn).filter((day) => day !== undefined);
  const endedOn = days.length === episode.clocks.length ? days.sort().at(-1) : undefined;
  return endedOn === undefined ? episode : { ...episode, endedOn };
}
