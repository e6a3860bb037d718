import type { FiledCoordinator, FiledGroup, FiledRoster } from './aggregates/filing/filed-roster.events.js';
import type { Reading } from './platform/http/reading.js';
import { contentHash } from './platform/spreadsheets/content-hash.js';
import { COORDINATOR_FIELDS, coordinatorRow } from './views/coordinator-roster/coordinator-roster.query.js';
import { coordinatorColumns } from './views/coordinator-roster/coordinator-roster.spreadsheet.js';
import type { DrawnRoster, FiledRosterPort } from './views/filings/filed-roster.port.js';
import { GROUP_FIELDS, groupRow, subjectsOf } from './views/group-roster/group-roster.query.js';
import { groupColumns, linesOf } from './views/group-roster/group-roster.spreadsheet.js';

/** Kept rosters are drawn by the very rows and columns of the living ones. */
export class FiledRosters implements FiledRosterPort {
  draw(kept: FiledRoster, reading: Reading): Promise<DrawnRoster> {
    return 'groups' in kept ? groupsOf(kept.groups, reading) : coordinatorsOf(kept.coordinators, reading);
  }
}

async function coordinatorsOf(kept: readonly FiledCoordinator[], reading: Reading): Promise<DrawnRoster> {
  const rows = await Promise.all(kept.map((line) => coordinatorRow(line, reading)));
  return {
    rows,
    sheet: { name: '附件3', title: '村级社会救助协理员花名册', columns: coordinatorColumns, rows },
    subjects: kept.map(({ _id }) => _id),
    fields: COORDINATOR_FIELDS,
    contentHash: await contentHash(kept),
  };
}

async function groupsOf(kept: readonly FiledGroup[], reading: Reading): Promise<DrawnRoster> {
  const rows = await Promise.all(kept.map((group) => groupRow(group, reading)));
  return {
    rows,
    sheet: {
      name: '附件4',
      title: '困难救助信息采集组成员花名册',
      columns: groupColumns,
      rows: rows.flatMap((group) => linesOf(group)),
    },
    subjects: kept.flatMap(subjectsOf),
    fields: GROUP_FIELDS,
    contentHash: await contentHash(kept),
  };
}
