import { caseCommands } from '../../aggregates/case/case.commands.js';
import { RecordPolicyRefusal } from '../../aggregates/case/refused-steps/record-policy-refusal.js';
import type { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { categoryOf } from '../../platform/fact.js';
import type { PolicyStep, Refusal, Refusals } from '../../platform/policies/refusal.js';
import { causeOf } from '../../platform/policies/refusal.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { entityOf } from '../../platform/projections/reducer.js';

const row = rowIn(caseCommands, RecordPolicyRefusal);

/**
 * Writes a step that was refused into the case whose fact made the policy act. What follows from other streams has no
 * list of its own: it is told to the operator alone.
 */
export class RecordedRefusals implements Refusals {
  constructor(
    private readonly change: Change,
    private readonly told: (step: PolicyStep, refusal: Refusal) => void,
  ) {}

  async has(step: PolicyStep): Promise<boolean> {
    if (categoryOf(step.fact.stream) !== 'case') return false;
    const { commands } = await this.change.memory.load(row.aggregate, entityOf(step.fact.stream));
    return commands.has(contextOf(step).commandId);
  }

  async record(step: PolicyStep, refusal: Refusal): Promise<void> {
    this.told(step, refusal);
    const { policy, fact, index } = step;
    if (categoryOf(fact.stream) !== 'case') return;
    const refused = { policy, causationId: fact.id, step: index, ...refusal };
    const command = new RecordPolicyRefusal(entityOf(fact.stream), refused);
    await this.change.run(row, command, { ...contextOf(step), causationId: fact.id });
  }
}

function contextOf(step: PolicyStep) {
  return systemContext('refused-steps', `${step.policy}:${causeOf(step)}`, step.fact.metadata.$correlationId);
}
