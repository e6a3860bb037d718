import type { Caller } from '../auth/caller.js';
import type { CommandContext } from './command-context.js';
import { policyCommandId } from './command-id.js';

/**
 * The context of what the system itself does: `policy` names who acts, `cause` the event or command that made it act.
 * The same cause gives the same command, so that doing it twice does it once.
 */
export function systemContext(policy: string, cause: string, correlationId: string = cause): CommandContext {
  const caller: Caller = { id: `system:${policy}`, person: `system:${policy}`, role: 'SYSTEM', org: 'system' };
  const commandId = policyCommandId(policy, cause);
  return { caller, area: { kind: 'city' }, commandId, requestHash: commandId, correlationId, causationId: cause };
}
