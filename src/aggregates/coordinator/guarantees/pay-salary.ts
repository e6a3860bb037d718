import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { Given } from '../../../platform/change/given.js';
import type { SalaryPaid } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { serviceOf } from '../coordinator.js';
import { assertPayable } from './payment-rules.js';

/** The salary of a month was paid (S33); of his last month perhaps after his relief. */
export class PaySalary {
  constructor(
    readonly coordinatorId: string,
    readonly salary: SalaryPaid['data'],
  ) {}
}

export const paySalaryAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function paySalary({ salary }: PaySalary, state: Coordinator, { today }: Given): readonly Decided<SalaryPaid>[] {
  assertPayable(serviceOf(state), 'SALARY', salary.period, today);
  return [{ type: 'SalaryPaid', data: salary, subjectPeriod: salary.period }];
}
