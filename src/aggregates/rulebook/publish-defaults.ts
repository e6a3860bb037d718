import { nationalCalendars } from '../../platform/calendar/national-calendars.js';
import type { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { loadDivisions } from '../../platform/divisions/divisions.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { defaultParameters } from './default-parameters.js';
import { PublishCalendar } from './publishing/publish-calendar.js';
import { PublishDivisions } from './publishing/publish-divisions.js';
import { PublishParameter } from './publishing/publish-parameter.js';
import { rulebookCommands } from './rulebook.commands.js';

/**
 * Publishes the shipped rulebook on a new log: parameters, the State Council's calendars, the division table. What the
 * bureau has published since is never published over: each shipped item goes out once per log.
 */
export async function publishDefaults(change: Change): Promise<void> {
  const divisions = loadDivisions('2023');
  const commands = [
    new PublishDivisions({
      edition: divisions.edition,
      divisions: divisions.divisions.map((division) => ({ ...division })),
      source: '统计用区划代码 2023 年版，明细清单',
    }),
    ...nationalCalendars.map((calendar) => new PublishCalendar({ ...calendar })),
    ...defaultParameters.map((parameter) => new PublishParameter(parameter)),
  ];
  for (const command of commands) {
    const row = rowIn(rulebookCommands, command.constructor as never);
    await change.run(row, command, systemContext('default-rulebook', causeOf(command)));
  }
}

function causeOf(command: PublishDivisions | PublishCalendar | PublishParameter): string {
  if (command instanceof PublishDivisions) return `divisions/${command.edition.edition}`;
  if (command instanceof PublishCalendar) return `calendar/${command.calendar.year}`;
  return `parameter/${command.parameter.id}`;
}
