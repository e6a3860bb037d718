import { caseCommands } from '../../src/aggregates/case/case.commands.js';
import { RetryPolicyStep } from '../../src/aggregates/case/refused-steps/retry-policy-step.js';
import { operationOf } from '../../src/platform/change/aggregate.js';
import { caseLives } from './case-lives.js';
import { operationsOf } from './life.js';

test('the lives of cases know every command of people, but the retry of a step that no client can have refused', () => {
  const commands = caseCommands
    .filter(({ command, access }) => command !== RetryPolicyStep && access.roles.some((role) => role !== 'SYSTEM'))
    .map(({ command }) => operationOf(command));
  const lived = operationsOf(caseLives).filter((operation) => operation !== 'registerHousehold');
  expect([...lived].sort()).toEqual([...commands].sort());
});
