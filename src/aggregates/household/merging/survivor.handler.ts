import { Injectable } from '@nestjs/common';
import { streamOf } from '../../../platform/change/aggregate.js';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { KeyedQueue } from '../../../platform/change/keyed-queue.js';
import { Platform } from '../../../platform/platform.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import { household } from '../household.js';
import { rehashed } from '../members/member.js';
import { namesFor } from '../members/rehash-names.handler.js';
import type { ApproveMerge, MergeForeign } from './approve-merge.js';
import type { Survivor } from './merge-rules.js';
import type { ProposeMerge } from './propose-merge.js';
import { belongingsIn } from './told-belongings.js';

/** The household that is to go on, by its own stream; undefined while nothing stands there, or when it ends itself. */
async function survivorOf(change: Change, into: string): Promise<Survivor | undefined> {
  const { state } = await change.memory.load(household, into);
  if (state.status !== 'registered') return undefined;
  return { townCode: state.townCode, villageCode: state.villageCode };
}

/** Asks the stream of the household that is to go on. */
@Injectable()
export class ProposeMergeHandler implements Around<ProposeMerge> {
  constructor(private readonly change: Change) {}

  async around(
    { merge }: ProposeMerge,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    return run(await survivorOf(this.change, merge.into));
  }
}

/**
 * Asks both streams: whether the other household still goes on, and what this one has. Within a process approvals wait
 * for each other, so that two households do not end in one another.
 */
@Injectable()
export class ApproveMergeHandler implements Around<ApproveMerge> {
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly change: Change,
    private readonly platform: Platform,
  ) {}

  around(
    { householdId, proposalId }: ApproveMerge,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    return this.queue.run('merges', async () => run(await this.asked(householdId, proposalId)));
  }

  private async asked(householdId: string, proposalId: string): Promise<MergeForeign> {
    const told = belongingsIn(await this.platform.store.read(streamOf(household, householdId), { from: 0 }));
    const { state } = await this.change.memory.load(household, householdId);
    const merge = state.status === 'registered' ? entryOf(state.open.merges, proposalId)?.proposed : undefined;
    if (state.status !== 'registered' || !merge) return { survivor: undefined, told };
    const survivor = await survivorOf(this.change, merge.into);
    if (survivor === undefined || survivor.townCode === state.townCode) return { survivor, told };
    const names = await namesFor(householdId, survivor.townCode, this.platform);
    const people = new Map([...told.people].map(([id, person]) => [id, rehashed(person, names)]));
    return { survivor, told: { ...told, people } };
  }
}
