import { currentForm } from '../known-facts.js';
import { UpcastingLog } from '../platform/event-store/upcasting.event-store.js';
import type { ProjectionRunner } from '../platform/projections/projection-runner.js';
import type { Lease } from '../platform/read-store/lease.js';
import { PROJECTOR_LEASE_MS, projectorLease } from '../platform/read-store/lease.js';
import type { ReadStore } from '../platform/read-store/read-store.js';
import { steadyTimer } from '../platform/read-store/timer.js';
import { esdbUrl } from '../platform/settings/setting-values.js';
import type { Console } from './console.js';
import { CannotOpen, NotUnderstood } from './console.js';
import { onReadStore, onRunner } from './live-views.js';
import { readingStored } from './moving/log-at.js';

/** Renewals within one lease, so that a slow answer does not end it. */
const RENEWALS = 3;

/** The server of the facts in `ESDB_URL`, refused as the app itself refuses it at start; undefined when none is named. */
export function sharedLog({ env }: Pick<Console, 'env'>): string | undefined {
  const problems: string[] = [];
  const url = esdbUrl(env['ESDB_URL']?.trim() || undefined, problems);
  if (problems.length > 0) throw new NotUnderstood(problems.join('；'));
  return url;
}

/**
 * Works on the views that several processes share, in the place of their projector: under its lease, which it gives back.
 * Processes that only answer may run on. Rejects with `CannotOpen` while a projector lives, or when a store does not
 * answer or holds no log of ours.
 */
export function onSharedViews<Answer>(
  { log, views }: { readonly log: string; readonly views: string },
  console: Console,
  work: (runner: ProjectionRunner, readStore: ReadStore) => Promise<Answer>,
): Promise<Answer> {
  return readingStored(log, console, (stored) =>
    onReadStore(views, (readStore) =>
      underLease(projectorLease(readStore.db), console, (fence) =>
        onRunner({ store: new UpcastingLog(stored, currentForm), readStore, fence }, (runner) =>
          work(runner, readStore),
        ),
      ),
    ),
  );
}

async function underLease<Answer>(
  lease: Lease,
  console: Console,
  work: (epoch: number) => Promise<Answer>,
): Promise<Answer> {
  const epoch = await lease.take();
  if (epoch === undefined) {
    const { holder, until } = (await lease.tenant()) ?? { holder: '另一进程', until: '未知' };
    throw new CannotOpen(`读库正由 ${holder} 整理(租约至 ${until})：请先停止 ROLE 为 projector 与 all 的所有进程`);
  }
  const over = new AbortController();
  const renewing = renew(lease, epoch, console, over.signal);
  try {
    return await work(epoch);
  } finally {
    over.abort();
    await renewing;
    await lease.release(epoch);
  }
}

/** Whoever takes over meanwhile does no harm: from then on nothing this one writes stands. */
async function renew(lease: Lease, epoch: number, console: Console, signal: AbortSignal): Promise<void> {
  for (;;) {
    await steadyTimer.pause(PROJECTOR_LEASE_MS / RENEWALS, { signal });
    if (signal.aborted) return;
    await lease.renew(epoch).catch((error: unknown) => console.say(`租约未能续期：${String(error)}`));
  }
}
