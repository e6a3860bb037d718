import type { Timer } from './timer.js';
import { steadyTimer } from './timer.js';
import type { Views } from './views.js';

const POLL_MS = 20;

/** A view has not yet seen the fact the caller has. The door answers 503 with `Retry-After`; nothing is wrong. */
export class ViewBehind extends Error {
  override readonly name = 'ViewBehind';
  constructor(
    readonly projection: string,
    readonly watermark: number,
    readonly wanted: number,
  ) {
    super(`视图 ${projection} 正在更新：已到 ${watermark}，所需 ${wanted}`);
  }
}

/**
 * Read your writes: resolves once every named projection has passed `position`. One bounded poll of 20 ms, the only
 * one of its kind. Throws `ViewBehind` naming the first projection that is still behind after `timeoutMs`.
 */
export async function waitForPosition(
  views: Views,
  projectionNames: readonly string[],
  position: number,
  { timeoutMs = 2_000, timer = steadyTimer }: { readonly timeoutMs?: number; readonly timer?: Timer } = {},
): Promise<void> {
  const deadline = timer.elapsed() + timeoutMs;
  for (;;) {
    const watermarks = await views.positions(projectionNames);
    const behind = projectionNames.find((name) => (watermarks.get(name) ?? 0) < position);
    if (behind === undefined) return;
    if (timer.elapsed() >= deadline) throw new ViewBehind(behind, watermarks.get(behind) ?? 0, position);
    await timer.pause(POLL_MS);
  }
}
