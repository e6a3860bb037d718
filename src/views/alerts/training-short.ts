import { addDays, firstDayOf, lastDayOf, localDateOf, startOfDay, yearOf } from '../../platform/calendar/local-date.js';
import type { Instant } from '../../platform/fact.js';
import type { Episode, Trained } from './alerts.projection.js';

/** Years since his appointment in which he was in post for `days` days up to now without a training in them (S05, S32). */
export function shortEpisodes(
  { since, relievedOn, on, seen }: Trained,
  days: number,
  now: Instant,
): readonly Episode[] {
  const today = localDateOf(now);
  const years = Array.from({ length: Number(yearOf(today)) - Number(yearOf(since)) + 1 }, (_, index) =>
    String(Number(yearOf(since)) + index),
  );
  return years.flatMap((year) => {
    const from = since > firstDayOf(year) ? since : firstDayOf(year);
    const day = addDays(from, days - 1);
    const trainings = on.filter((attended) => yearOf(attended) === year);
    const wasThere = day <= lastDayOf(year) && day <= today && (relievedOn === undefined || day < relievedOn);
    if (!wasThere || trainings.some((attended) => attended <= day)) return [];
    const ends = [...trainings, relievedOn, addDays(lastDayOf(year), 1)].filter((end) => end !== undefined);
    const endedOn = ends.filter((end) => end <= today).sort()[0];
    const told = { day, raisedAt: startOfDay(day), seen: seen[day] ?? [] };
    return [endedOn === undefined ? told : { ...told, endedOn }];
  });
}
