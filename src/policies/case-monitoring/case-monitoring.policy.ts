import type { CaseClassified } from '../../aggregates/case/closing/closing.events.js';
import { householdCommands } from '../../aggregates/household/household.commands.js';
import { inSurvivor } from '../../aggregates/household/merging/in-survivor.js';
import { MonitorClassified } from '../../aggregates/household/monitoring/monitor-classified.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Recorded } from '../../platform/fact.js';
import type { Policy } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** Of low income and covered by no kind of aid: a case says so, not of which kind. */
const CATEGORY = 'OTHER_LOW';

/** The case keeps how it was answered, the household whether it is monitored (S26): this carries one to the other. */
export const caseMonitoringPolicy: Policy = {
  name: 'case-monitoring',
  categories: ['case'],
  types: ['CaseClassified'],
  react: (recorded) => {
    const { id, stream, data, metadata } = recorded as Recorded<CaseClassified>;
    const { beneficiaries, monitored } = data;
    if (!monitored) return [];
    const from = localDateOf(metadata.occurredAt);
    const monitoring = { monitoringId: id, category: CATEGORY, from, beneficiaries, caseRef: entityOf(stream) };
    const commandOf = (householdId: string) => new MonitorClassified(householdId, monitoring);
    return [
      {
        row: rowIn(householdCommands, MonitorClassified),
        command: commandOf(monitored.householdRef),
        elsewhere: inSurvivor(commandOf),
      },
    ];
  },
};
