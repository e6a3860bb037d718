import { defaultParameters } from '../../src/aggregates/rulebook/default-parameters.js';
import { rulesOf } from '../../src/aggregates/rulebook/rulebook.js';
import { nationalCalendars } from '../../src/platform/calendar/national-calendars.js';
import type { Rules } from '../../src/platform/change/given.js';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import type { LocalDate } from '../../src/platform/fact.js';

/** The rulebook as a fresh system publishes it. */
export function testRules(today: LocalDate = '2026-09-10'): Rules {
  const divisions = loadDivisions('2023');
  return rulesOf(
    {
      parameters: Object.fromEntries(defaultParameters.map((parameter) => [parameter.id, [parameter]])),
      publishedIn: {},
      calendars: Object.fromEntries(nationalCalendars.map((calendar) => [calendar.year, calendar])),
      editions: [{ edition: divisions.edition, divisions: divisions.divisions, source: 'test' }],
    },
    0,
    today,
  );
}
