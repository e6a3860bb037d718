import type { CaseClassified } from '../../aggregates/case/closing/closing.events.js';
import { householdCommands } from '../../aggregates/household/household.commands.js';
import { inSurvivor } from '../../aggregates/household/merging/in-survivor.js';
import { ObserveClassified } from '../../aggregates/household/watch/observe-classified.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Recorded } from '../../platform/fact.js';
import type { Policy } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** The case keeps how it was classified, the household whether it is observed (S28): this carries one to the other. */
export const caseWatchPolicy: Policy = {
  name: 'case-watch',
  categories: ['case'],
  types: ['CaseClassified'],
  react: (recorded) => {
    const { id, stream, data, metadata } = recorded as Recorded<CaseClassified>;
    const { beneficiaries, observed } = data;
    if (!observed) return [];
    const { householdRef, reasonCodes, ruleVersion } = observed;
    const on = localDateOf(metadata.occurredAt);
    const watch = { watchId: id, on, reasonCodes, ruleVersion, beneficiaries, caseRef: entityOf(stream) };
    const commandOf = (householdId: string) => new ObserveClassified(householdId, watch);
    return [
      {
        row: rowIn(householdCommands, ObserveClassified),
        command: commandOf(householdRef),
        elsewhere: inSurvivor(commandOf),
      },
    ];
  },
};
