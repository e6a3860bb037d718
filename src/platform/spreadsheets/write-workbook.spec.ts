import { randomBytes } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { SheetLayout } from './sheet.js';
import { writeWorkbook } from './write-workbook.js';

const COUNT = 12_000;
/** What lies in the buffers on the way, compressor included, is some 2,200 rows at most, however long the reader stalls. */
const FAR_LESS = COUNT / 2;
const DIRECTORY_END = Buffer.from('PK\u0005\u0006', 'latin1');

/** Rows that do not compress, and how far they have been asked for. */
class Source implements AsyncIterable<string> {
  asked = 0;
  closed = false;

  constructor(private readonly failsAt = Number.POSITIVE_INFINITY) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    try {
      while (this.asked < COUNT) {
        if (this.asked === this.failsAt) throw new Error('日志读不出来了');
        this.asked++;
        yield randomBytes(150).toString('hex');
      }
    } finally {
      this.closed = true;
    }
  }
}

/** A reader that takes the first bytes and then nothing until it is told to go on. */
class StalledReader extends Writable {
  readonly taken: Buffer[] = [];
  ended = false;
  private goOn: (() => void) | undefined;
  private stalls = true;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.taken.push(chunk);
    if (this.stalls) this.goOn = done;
    else done();
  }

  override _final(done: () => void): void {
    this.ended = true;
    done();
  }

  readOn(): void {
    this.stalls = false;
    this.goOn?.();
  }

  get isWhole(): boolean {
    return Buffer.concat(this.taken).includes(DIRECTORY_END);
  }
}

function layout(rows: SheetLayout<string>['rows'], columns = 1): SheetLayout<string> {
  const column = { heading: '备注', width: 40, kind: 'text', value: (row: string) => row } as const;
  return {
    name: '台账',
    title: '台账',
    unit: '',
    period: '',
    filledBy: '',
    reviewedBy: '',
    filledOn: '2026-09-30',
    orientation: 'portrait',
    columns: Array.from({ length: columns }, () => column),
    rows,
    footer: { anchor: '1', at: '2026-09-30T00:00:00.000Z', contentHash: '0' },
  };
}

/** Turns of the event loop until nobody has asked for rows for a while; a compressor in want of a processor may ask again. */
async function standstill(source: { readonly asked: number }): Promise<void> {
  for (let quiet = 0, before = -1; quiet < 500; quiet++) {
    if (source.asked !== before) quiet = 0;
    before = source.asked;
    await setImmediate();
  }
}

describe('F71: a reader that stops reading', () => {
  test('stops the rows from being fetched, and gets the whole file when it reads on', async () => {
    const source = new Source();
    const reader = new StalledReader();
    const writing = writeWorkbook(reader, [layout(source)]);
    await standstill(source);
    expect(source.asked).toBeGreaterThan(0);
    expect(source.asked).toBeLessThan(FAR_LESS);
    reader.readOn();
    expect(await writing).toEqual({ rows: COUNT });
    expect([reader.ended, reader.isWhole]).toEqual([true, true]);
  });

  test('and breaks off leaves the writer with its error, the rows closed and no file that looks whole', async () => {
    const source = new Source();
    const reader = new StalledReader();
    const writing = writeWorkbook(reader, [layout(source)]);
    await standstill(source);
    reader.destroy(new Error('连接已断开'));
    await expect(writing).rejects.toThrow('连接已断开');
    expect(source.asked).toBeLessThan(FAR_LESS);
    expect([source.closed, reader.ended, reader.isWhole]).toEqual([true, false, false]);
  });

  test('and goes without a word is noticed too', async () => {
    const source = new Source();
    const reader = new StalledReader();
    const writing = writeWorkbook(reader, [layout(source)]);
    await standstill(source);
    reader.destroy();
    await expect(writing).rejects.toThrow('Premature close');
    expect([source.closed, reader.ended, reader.isWhole]).toEqual([true, false, false]);
  });

  test('and goes while few rows come slowly stops the rows at once', async () => {
    const reader = new StalledReader();
    let asked = 0;
    async function* rows(): AsyncGenerator<string> {
      for (; asked < 100; asked++) {
        if (asked === 3) reader.destroy();
        await setImmediate();
        yield '一行';
      }
    }
    await expect(writeWorkbook(reader, [layout(rows())])).rejects.toThrow('Premature close');
    expect(asked).toBeLessThan(10);
  });

  test('stops further sheets from being opened', async () => {
    let opened = 0;
    function* sheets(): Generator<SheetLayout<string>> {
      for (; opened < 500; opened++) yield layout([randomBytes(20_000).toString('hex')]);
    }
    const reader = new StalledReader();
    const writing = writeWorkbook(reader, sheets());
    await standstill({
      get asked() {
        return opened;
      },
    });
    expect(opened).toBeLessThan(50);
    reader.readOn();
    expect(await writing).toEqual({ rows: 500 });
  });
});

describe('a file that cannot be finished', () => {
  test('because the rows end in an error is broken off, never ended', async () => {
    const source = new Source(5_000);
    const reader = new StalledReader();
    reader.readOn();
    await expect(writeWorkbook(reader, [layout(source)])).rejects.toThrow('日志读不出来了');
    expect([reader.destroyed, reader.ended, reader.isWhole]).toEqual([true, false, false]);
    expect(reader.errored?.message).toBe('日志读不出来了');
  });

  test('because a later sheet cannot be had is broken off', async () => {
    function* sheets(): Generator<SheetLayout<string>> {
      yield layout(['1']);
      throw new Error('没有这一户');
    }
    const reader = new StalledReader();
    reader.readOn();
    await expect(writeWorkbook(reader, sheets())).rejects.toThrow('没有这一户');
    expect([reader.destroyed, reader.ended, reader.isWhole]).toEqual([true, false, false]);
  });

  test('because a cell has no number is broken off', async () => {
    const sheet = layout(['1']);
    const wrong = {
      ...sheet,
      columns: [{ heading: '人数', width: 8, kind: 'integer', value: () => Number.NaN } as const],
    };
    const reader = new StalledReader();
    await expect(writeWorkbook(reader, [wrong])).rejects.toThrow(RangeError);
    expect([reader.destroyed, reader.ended]).toEqual([true, false]);
  });

  test.each([
    ['no sheet', []],
    ['a sheet without columns', [layout(['1'], 0)]],
  ])('because there is %s is refused', async (_, sheets) => {
    const reader = new StalledReader();
    reader.readOn();
    await expect(writeWorkbook(reader, sheets)).rejects.toThrow(RangeError);
    expect([reader.destroyed, reader.ended, reader.isWhole]).toEqual([true, false, false]);
  });

  test('because the reader was gone before is refused', async () => {
    const reader = new PassThrough().destroy();
    const source = new Source();
    await expect(writeWorkbook(reader, [layout(source)])).rejects.toThrow();
    expect(source.asked).toBeLessThan(FAR_LESS);
  });
});
