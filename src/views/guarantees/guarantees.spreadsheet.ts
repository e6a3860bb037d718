import { equipmentNames } from '../../aggregates/coordinator/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { GuaranteesRow, Paid } from './guarantees.query.js';
import type { Cover } from './insured-until.js';

export const coverNames: Readonly<Record<Cover['state'], string>> = {
  INSURED: '有效',
  EXPIRING: '即将到期',
  EXPIRED: '已到期',
  NEVER: '未投保',
};

const paidColumn = (heading: string, of: (row: GuaranteesRow) => Paid): readonly Column<GuaranteesRow>[] => [
  { heading: `${heading}发至`, width: 12, kind: 'text', value: (row) => of(row).until },
  { heading: `${heading}欠发月数`, width: 10, kind: 'integer', value: (row) => of(row).monthsBehind },
];

/** Insurance, equipment and pay of each coordinator (S33). */
export const guaranteeColumns: readonly Column<GuaranteesRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: ({ townName }) => townName },
  { heading: '姓名', width: 12, kind: 'text', value: ({ name }) => name },
  { heading: '意外险', width: 10, kind: 'text', value: ({ insurance }) => coverNames[insurance.state] },
  { heading: '保险止期', width: 12, kind: 'text', value: ({ insurance }) => insurance.until },
  {
    heading: '在用设备',
    width: 24,
    kind: 'text',
    value: ({ equipment }) =>
      equipment.map(({ kind, deviceNo }) => `${equipmentNames[kind] ?? kind} ${deviceNo}`).join('、'),
  },
  ...paidColumn('交通补贴', ({ transport }) => transport),
  ...paidColumn('通信补贴', ({ communication }) => communication),
  ...paidColumn('薪资', ({ salary }) => salary),
  { heading: '免职日期', width: 12, kind: 'text', value: ({ relievedOn }) => relievedOn },
];
