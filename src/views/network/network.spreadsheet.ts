import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { NetworkRow } from './network.query.js';
import { dutyNames, levelNames } from './network.query.js';

/** A person on his unit; a unit without anybody has one line of its own. */
export interface NetworkLine {
  readonly unit: NetworkRow;
  readonly person?: NetworkRow['people'][number];
}

/** 市–乡镇–村–组 with whoever answers on each level (S02, S29). */
export const networkColumns: readonly Column<NetworkLine>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '层级', width: 11, kind: 'text', value: ({ unit }) => levelNames[unit.level] },
  { heading: '代码', width: 17, kind: 'text', value: ({ unit }) => unit.code },
  { heading: '名称', width: 22, kind: 'text', value: ({ unit }) => unit.name },
  { heading: '职责', width: 14, kind: 'text', value: ({ person }) => person && dutyNames[person.duty] },
  { heading: '姓名', width: 12, kind: 'text', value: ({ person }) => person?.name },
  { heading: '联系电话', width: 15, kind: 'text', value: ({ person }) => person?.phone },
  { heading: '自何日起', width: 12, kind: 'text', value: ({ person }) => person?.since },
  {
    heading: '空缺',
    width: 22,
    kind: 'text',
    value: ({ unit }) => unit.missing.map((duty) => dutyNames[duty]).join('、'),
  },
];

export function linesOf(unit: NetworkRow): readonly NetworkLine[] {
  return unit.people.length === 0 ? [{ unit }] : unit.people.map((person) => ({ unit, person }));
}
