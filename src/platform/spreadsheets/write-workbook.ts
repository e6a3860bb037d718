import type { Writable } from 'node:stream';
import { epochMillisOf, toInstant } from '../calendar/local-date.js';
import { CHOICE_SHEET, ChoiceLists } from './choice-lists.js';
import { cellText } from './cell-text.js';
import { A4, sheetOptions } from './sheet-head.js';
import { sheetName } from './sheet-name.js';
import { BODY, HEADING } from './sheet-styles.js';
import type { SheetLayout } from './sheet.js';
import type { WorkbookStream } from './workbook-stream.js';
import { writeSheet } from './write-sheet.js';

/**
 * Streams one workbook (.xlsx) into `target` and ends it; answers the number of table rows in all sheets. Sheets and rows
 * are asked for one after the other, as fast as the target takes them.
 *
 * Rejects, with the target destroyed and never ended, when the target breaks off, a row cannot be had or written, or
 * there is no sheet at all: what has been sent by then has no directory at its end, and no program opens it as whole.
 */
export async function writeWorkbook(
  target: Writable,
  sheets: Iterable<SheetLayout<unknown>> | AsyncIterable<SheetLayout<unknown>>,
): Promise<{ rows: number }> {
  // The library behind it is loaded with the first workbook: a start need not wait for it.
  const { WorkbookStream } = await import('./workbook-stream.js');
  const workbook = new WorkbookStream(target);
  try {
    return await writeSheets(workbook, sheets);
  } catch (failure) {
    await workbook.breakOff(failure instanceof Error ? failure : new Error(String(failure)));
    throw failure;
  }
}

async function writeSheets(
  workbook: WorkbookStream,
  sheets: Iterable<SheetLayout<unknown>> | AsyncIterable<SheetLayout<unknown>>,
): Promise<{ rows: number }> {
  const used = new Set<string>([CHOICE_SHEET]);
  const choices = new ChoiceLists();
  let madeAt: Date | undefined;
  let rows = 0;
  for await (const layout of sheets) {
    madeAt ??= momentOf(layout.footer.at);
    const sheet = workbook.open(sheetName(layout.name, used), sheetOptions(layout));
    rows += await writeSheet(sheet, layout, choices);
    await sheet.close();
  }
  if (madeAt === undefined) throw new RangeError('工作簿中没有任何表');
  await writeChoiceSheet(workbook, choices);
  await workbook.finish(madeAt);
  return { rows };
}

/** The properties of the file say when the sheet says it was made, not when the machine happened to write it. */
function momentOf(at: string): Date {
  const instant = toInstant(at);
  return instant === undefined ? new Date() : new Date(epochMillisOf(instant));
}

async function writeChoiceSheet(workbook: WorkbookStream, { onSheet }: ChoiceLists): Promise<void> {
  if (onSheet.length === 0) return;
  const sheet = workbook.open(CHOICE_SHEET, { pageSetup: { paperSize: A4 } });
  sheet.page.columns = onSheet.map(() => ({ width: 24 }));
  const last = Math.max(...onSheet.map(({ items }) => items.length));
  for (let at = 1; at <= last + 1; at++) {
    const row = sheet.page.getRow(at);
    onSheet.forEach(({ heading, items }, index) => {
      const text = at === 1 ? cellText(heading) : items[at - 2];
      if (text === undefined) return;
      row.getCell(index + 1).value = text;
      row.getCell(index + 1).style = at === 1 ? HEADING : BODY.text;
    });
    row.commit();
    await sheet.roomForMore();
  }
  await sheet.close();
}
