import type { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import type { ProjectionState } from '../../src/platform/projections/member.js';

/** State of one projection of a runner, and why. */
export function projectionState(runner: ProjectionRunner, name: string): readonly unknown[] {
  const found = runner.status().find((status) => status.name === name);
  return [found?.state, found?.error];
}

export async function waitForState(runner: ProjectionRunner, name: string, state: ProjectionState): Promise<void> {
  while (projectionState(runner, name)[0] !== state) await new Promise((resolve) => setImmediate(resolve));
}
