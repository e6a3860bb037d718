import { once } from 'node:events';
import type { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stream as excel } from 'exceljs';
import type { AddWorksheetOptions, DataValidation, Worksheet } from 'exceljs';

/** A sheet while its rows are written, in order. Every row is committed by the writer of the row. */
export interface OpenSheet {
  readonly page: Worksheet;
  /** Resolves when the reader has taken enough; rejects when the reader is gone. */
  roomForMore(): Promise<void>;
  /** One list validation for a whole range, `B6:B40`. */
  validate(range: string, rule: DataValidation): void;
  /** Ends the sheet and waits until the reader has taken it. */
  close(): Promise<void>;
}

/**
 * A workbook on its way to a reader, sheet by sheet, with no more in memory than the reader lags behind.
 *
 * The writer of exceljs 4.4 hands chunks on without waiting for anybody, leaves errors of its zip without a listener
 * (which would end the process), and knows only two homes for texts: a table of strings that grows until the end of the
 * file, or cells typed as results of formulas. All three are mended here, through members it does not publish
 * (`Inside`); the version is pinned, and the specs go red when they are gone.
 */
export class WorkbookStream {
  private readonly bytes = new PassThrough();
  private readonly broken = new AbortController();
  private readonly delivered: Promise<void>;
  private readonly workbook: InstanceType<typeof excel.xlsx.WorkbookWriter>;

  constructor(target: Writable) {
    // The zip is piped before it takes its first entry: from then on each of them bears the same date.
    this.bytes.once('pipe', (zip) => undated(zip as unknown as Zip));
    this.workbook = new excel.xlsx.WorkbookWriter({ stream: this.bytes, useStyles: true, zip: ZIP });
    // Otherwise the library's name stands there; a person's must not.
    this.workbook.creator = '';
    this.workbook.lastModifiedBy = '';
    // A sheet's view refers to the window it is shown in: without one the file is not valid by the letter.
    this.workbook.views = [
      { x: 0, y: 0, width: 24000, height: 14000, firstSheet: 0, activeTab: 0, visibility: 'visible' },
    ];
    const inside = this.workbook as unknown as Inside;
    inside.zip.on('error', (reason: Error) => this.bytes.destroy(reason));
    inside._openStream = (name) => {
      const xml = new SheetXml();
      inside.zip.append(xml.entry, { name });
      return xml;
    };
    this.delivered = pipeline(this.bytes, target);
    this.delivered.catch((reason: unknown) => this.broken.abort(reason));
  }

  open(name: string, options: Partial<AddWorksheetOptions>): OpenSheet {
    const page = this.workbook.addWorksheet(name, options);
    const { stream, dataValidations } = page as unknown as InsideSheet;
    return {
      page,
      roomForMore: async () => {
        this.broken.signal.throwIfAborted();
        if (stream.entry.writableNeedDrain) await this.until(stream.entry, 'drain');
      },
      validate: (range, rule) => dataValidations.add(range, rule),
      close: async () => {
        page.commit();
        await this.until(stream.entry, 'end');
      },
    };
  }

  /** Writes what stands at the end of the file and waits until the reader has taken all of it. */
  async finish(madeAt: Date): Promise<void> {
    this.workbook.created = madeAt;
    this.workbook.modified = madeAt;
    await Promise.all([this.workbook.commit(), this.delivered]);
  }

  /** Breaks the file off: the reader's stream is destroyed, for an end would make half a file look whole. */
  async breakOff(reason: Error): Promise<void> {
    this.bytes.destroy(reason);
    await Promise.allSettled([this.delivered]);
  }

  private async until(entry: PassThrough, event: 'drain' | 'end'): Promise<void> {
    try {
      await once(entry, event, { signal: this.broken.signal });
    } catch (failure) {
      // `once` says only that it was aborted; the reader's own error says why.
      this.broken.signal.throwIfAborted();
      throw failure;
    }
  }
}

/** The zip's own buffers, in bytes: with its default of 1 MiB each, some 4 MiB wait for a reader that has stopped reading. */
const ZIP: Partial<excel.xlsx.ArchiverZipOptions> & { readonly highWaterMark: number } = { highWaterMark: 65_536 };

interface Zip extends EventEmitter {
  append(entry: PassThrough, as: { readonly name: string; readonly date?: Date }): unknown;
}

/** The first day a zip knows. */
const DAWN = new Date(Date.UTC(1980, 0, 1));

/** The same content is the same file: no entry tells when the machine happened to write it. */
function undated(zip: Zip): void {
  const append = zip.append.bind(zip);
  zip.append = (entry, as) => append(entry, { ...as, date: DAWN });
}

interface Inside {
  readonly zip: Zip;
  _openStream(name: string): SheetXml;
}

interface InsideSheet {
  readonly stream: SheetXml;
  readonly dataValidations: { add(range: string, rule: DataValidation): void };
}

/** Small pieces cost a trip through the compressor each. */
const BATCH = 65_536;

/** What the library writes a sheet's XML into: texts become inline strings, pieces are handed on in batches. */
class SheetXml {
  readonly entry = new PassThrough();
  private pending = '';

  write(piece: string | { toBuffer(): Buffer }): void {
    this.pending += typeof piece === 'string' ? withInlineStrings(piece) : piece.toBuffer().toString();
    if (this.pending.length >= BATCH) this.handOn();
  }

  end(): void {
    this.handOn();
    this.entry.end();
  }

  /** The library stops its own kind of stream before the first piece; here nothing flows before it is asked for. */
  pause(): void {}

  private handOn(): void {
    this.entry.write(this.pending);
    this.pending = '';
  }
}

/** In the row's XML texts are escaped, so that no text can contain the markup looked for. */
function withInlineStrings(xml: string): string {
  return xml.replace(/ t="str"><v>([^<]*)<\/v>/gu, ' t="inlineStr"><is><t xml:space="preserve">$1</t></is>');
}
