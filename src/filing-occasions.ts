import { Injectable } from '@nestjs/common';
import { city } from './aggregates/city/city.js';
import type { Annex } from './aggregates/filing/filing.events.js';
import type { FilingOccasion, FrozenRoster } from './aggregates/filing/submission/frozen-roster.port.js';
import { FilingOccasionPort } from './aggregates/filing/submission/frozen-roster.port.js';
import { Change } from './platform/change/change.js';
import { entryOf } from './platform/change/entry-of.js';
import { sealedHash } from './platform/http/sheet-answer.js';
import { Platform } from './platform/platform.js';
import type { View } from './platform/read-store/views.js';
import type { CoordinatorDocument } from './views/coordinator-roster/coordinator-roster.projection.js';
import { coordinatorRosterProjection } from './views/coordinator-roster/coordinator-roster.projection.js';
import { COORDINATOR_ORDER } from './views/coordinator-roster/coordinator-roster.query.js';
import type { GroupDocument } from './views/group-roster/group-roster.projection.js';
import { groupRosterProjection } from './views/group-roster/group-roster.projection.js';
import { GROUP_ORDER, subjectsOf } from './views/group-roster/group-roster.query.js';

/** The campaign as its own stream has it, and the rosters as a replay of the log has them. */
@Injectable()
export class FilingOccasions implements FilingOccasionPort {
  constructor(
    private readonly platform: Platform,
    private readonly change: Change,
  ) {}

  async of({ year, townCode, annex }: { year: string; townCode: string; annex: Annex }): Promise<FilingOccasion> {
    const { state } = await this.change.memory.load(city, '');
    const dueOn = entryOf(state.campaigns, year);
    const roster = await this.frozen(annex, townCode, await this.platform.lastFact());
    return dueOn === undefined ? { roster } : { dueOn, roster };
  }

  /** The very rows, in the very order, of the sheet of that annex as of the position. */
  private async frozen(annex: Annex, town: string, position: number): Promise<FrozenRoster> {
    const projections = [annex === 'A3' ? coordinatorRosterProjection : groupRosterProjection];
    const views = await this.platform.asOf.at(position, { projections, towns: [town] });
    try {
      const { documents, rows, kept } =
        annex === 'A3'
          ? await coordinatorsOf(await views.of(coordinatorRosterProjection), town)
          : await groupOf(await views.of(groupRosterProjection), town);
      return {
        anchor: await this.platform.anchorAt(position),
        rows,
        contentHash: await sealedHash(documents),
        kept,
      };
    } finally {
      await views.close();
    }
  }
}

async function coordinatorsOf(view: View<CoordinatorDocument>, town: string) {
  const filter = { $and: [{ town }, { state: { $in: ['ON_DUTY', 'SUSPENDED'] as const } }] };
  const documents = await view.find(filter, { sort: COORDINATOR_ORDER });
  const coordinators = documents.map(({ position: _, ...line }) => line);
  return { documents, rows: documents.length, kept: { coordinators } };
}

async function groupOf(view: View<GroupDocument>, town: string) {
  const documents = await view.find({ town }, { sort: GROUP_ORDER });
  const groups = documents.map(({ position: _, ...group }) => group);
  return { documents, rows: documents.flatMap(subjectsOf).length, kept: { groups } };
}
