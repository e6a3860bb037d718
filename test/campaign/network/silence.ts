import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestCaller } from '../../support/app.js';
import type { Registered } from '../../support/clerk.js';
import { listedHousehold, morning, visit } from '../../support/clerk.js';
import { startNetworkApp } from '../../support/network-app.js';
import { doorOf } from '../doors.js';
import { brokenViews } from '../invariants.js';

const DAY = '2026-09-10';
const VISITED_AT = `${DAY}T08:30:00+08:00`;
const VISITS = 100;
const WHOLE_WITHIN_MS = 30_000;
/** Two looks at the app while nothing arrives. */
const LOOK_EVERY_MS = 5_000;

export interface Silence {
  readonly wholeAfterMs: number;
  readonly violations: readonly string[];
}

/**
 * F55: the projections' line to the log is silent (no reset) for so many seconds while 100 visits are recorded. All the
 * while the app says that it is degraded, and answers nothing old to whoever names a position; afterwards the views are
 * whole within 30 s.
 */
export async function silence(seconds: number): Promise<Silence> {
  const network = await startNetworkApp(morning(DAY));
  const violations: string[] = [];
  const expectStatus = (what: string, got: number, wanted: number): void => {
    if (got !== wanted) violations.push(`silent line: ${what} was ${got}, not ${wanted}`);
  };
  try {
    const { port } = await doorOf(network.app);
    const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;
    const officer = await network.app.as('officer-gangkou');
    const household = await listedHousehold(officer);
    await network.app.settle();
    expectStatus('readiness before it', await ready(), 200);
    network.toProjections.swallow();
    const over = performance.now() + seconds * 1_000;
    const position = await recordVisits(officer, household);
    const page = async (): Promise<number> =>
      (await officer.get(`/households/${household.householdId}`, { 'x-min-position': position })).status;
    // Readiness tells a standstill to whoever asks now and then, as a probe does.
    let readiness = await ready();
    while (performance.now() < over) {
      expectStatus('a read of what was just written', await page(), 503);
      readiness = await ready();
      await delay(Math.max(0, Math.min(LOOK_EVERY_MS, over - performance.now())));
    }
    expectStatus('readiness at its end', readiness, 503);
    await network.toProjections.heal();
    const began = performance.now();
    let status = 0;
    while (status !== 200 && performance.now() - began < WHOLE_WITHIN_MS) status = await page();
    const wholeAfterMs = performance.now() - began;
    expectStatus(`a read ${Math.round(wholeAfterMs)} ms after it`, status, 200);
    await network.app.settle();
    expectStatus('readiness after it', await ready(), 200);
    violations.push(...(await brokenViews(network.app.system.platform.runner, await network.app.facts())));
    return { wholeAfterMs, violations };
  } finally {
    await network.stop();
  }
}

/** Resolves with the position of the last one. */
async function recordVisits(officer: TestCaller, household: Registered): Promise<string> {
  let last = '';
  for (let n = 0; n < VISITS; n++) {
    const { position } = await visit(officer, household, VISITED_AT, { visitId: randomUUID() });
    last = position;
  }
  return last;
}
