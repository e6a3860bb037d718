import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { PublishCalendar, publishCalendar, publishCalendarAccess } from './publishing/publish-calendar.js';
import { PublishDivisions, publishDivisions, publishDivisionsAccess } from './publishing/publish-divisions.js';
import { PublishParameter, publishParameter, publishParameterAccess } from './publishing/publish-parameter.js';
import { rulebook } from './rulebook.js';

const own = { aggregate: rulebook, scope: 'any', id: () => '' } as const;

export const rulebookCommands: readonly TableRow[] = [
  commandRow({ ...own, command: PublishParameter, decide: publishParameter, access: publishParameterAccess }),
  commandRow({ ...own, command: PublishCalendar, decide: publishCalendar, access: publishCalendarAccess }),
  commandRow({ ...own, command: PublishDivisions, decide: publishDivisions, access: publishDivisionsAccess }),
];
