import { createWriteStream } from 'node:fs';
import type { Column } from '../../src/platform/spreadsheets/sheet.js';
import { writeWorkbook } from '../../src/platform/spreadsheets/write-workbook.js';

/** Writes days, months and instants from a process whose TZ another one chose: <file>. */
const columns: readonly Column<readonly string[]>[] = [
  { heading: '日期', width: 12, kind: 'date', value: ([day]) => day },
  { heading: '时间', width: 18, kind: 'instant', value: ([, instant]) => instant },
  { heading: '出生年月', width: 10, kind: 'month', value: ([, , month]) => month },
];

const rows = [
  ['2026-09-01', '2026-08-31T16:00:00.000Z', '1958-03'],
  ['2026-12-31', '2026-12-31T15:59:59.999Z', '2000-01'],
  ['1988-04-10', '1991-09-15T00:00:00.000Z', '1988-04'],
];

async function main(file: string): Promise<void> {
  await writeWorkbook(createWriteStream(file), [
    {
      name: '日期',
      title: '日期',
      unit: '',
      period: '',
      filledBy: '',
      reviewedBy: '',
      filledOn: '2026-09-01',
      orientation: 'portrait',
      columns,
      rows,
      footer: { anchor: '1', at: '2026-08-31T16:00:00.000Z', contentHash: '0' },
    },
  ]);
}

main(process.argv[2] ?? '').catch((failure: unknown) => {
  process.stderr.write(String(failure));
  process.exitCode = 1;
});
