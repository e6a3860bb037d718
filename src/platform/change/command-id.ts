import { namedId } from '../named-id.js';

const COMMANDS = '6f1c0f0e-6a35-5c3c-9a4f-4d0b7a1f3c11';

/** The identity of a request. `target` is the stream, or the stream's category when the command creates. */
export function commandIdOf(parts: { actor: string; operation: string; target: string; key: string }): string {
  return namedId(JSON.stringify([parts.actor, parts.operation, parts.target, parts.key]), COMMANDS);
}

/** The identity of what a policy does about one cause: doing it twice does it once. */
export function policyCommandId(policy: string, cause: string): string {
  return namedId(JSON.stringify(['policy', policy, cause]), COMMANDS);
}

/** Ids a decision may use, the same ones whenever the same command is decided. */
export function idsOf(commandId: string): { next(): string } {
  let used = 0;
  return { next: () => namedId(`id-${used++}`, commandId) };
}

/** Id of the n-th event of a command. */
export function eventIdOf(commandId: string, index: number): string {
  return namedId(String(index), commandId);
}

/** Id of the n-th entity a command brings into the world when the caller brings none. */
export function newEntityId(commandId: string, nth = 0): string {
  return namedId(`entity-${nth}`, commandId);
}
