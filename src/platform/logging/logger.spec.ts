import { StoreUnavailable, WrongRevision } from '../event-store/event-store.port.js';
import { RuleBroken } from '../rule-broken.js';
import type { StructuredLogger } from './logger.js';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

const NAME = '张三丰';
const ID_NUMBER = '99010119800101123X';
const PHONE = '13800001234';
const UUID = '0197a1b2-1234-7000-8000-000000000001';

function logged(level: string, write: (log: StructuredLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger(level, { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const bare = (line: Record<string, unknown> | undefined): Record<string, unknown> => {
  const { time: _, ...rest } = line ?? {};
  return rest;
};

describe('a log line', () => {
  test('is JSON with level, time, message and the fields of the list', () => {
    const [line] = logged('info', (log) =>
      log.info('request', {
        traceId: UUID,
        operation: 'getHousehold',
        route: '/api/v1/households/:householdId',
        status: 200,
        ms: 3,
      }),
    );
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(bare(line)).toEqual({
      level: 30,
      msg: 'request',
      traceId: UUID,
      operation: 'getHousehold',
      route: '/api/v1/households/:householdId',
      status: 200,
      ms: 3,
    });
  });

  test('drops every field that is not on the list, and whatever is no plain value', () => {
    const [line] = logged('info', (log) =>
      log.info('request', {
        body: { name: NAME },
        name: NAME,
        url: `/x?q=${NAME}`,
        headers: 'h',
        reason: { deep: NAME },
        stream: [NAME],
        key: null,
      }),
    );
    expect(bare(line)).toEqual({ level: 30, msg: 'request' });
  });

  test('masks names, long numbers and query strings even in fields of the list', () => {
    const [line] = logged('info', (log) =>
      log.warn(`looked for ${PHONE} on 2026-09-10`, {
        reason: `no household of ${NAME} with ${ID_NUMBER} or ${PHONE} or 138 0000 1234`,
        route: '/api/v1/households?name=Zhang',
        key: `household-${UUID}`,
        stream: '62220202001123456',
        seed: 20_260_901,
      }),
    );
    expect(bare(line)).toEqual({
      level: 40,
      msg: 'looked for *** on 2026-09-10',
      reason: 'no household of *** with *** or *** or ***',
      route: '/api/v1/households?***',
      key: `household-${UUID}`,
      stream: '***',
      seed: 20_260_901,
    });
  });

  test('is cut to a length, so that no body slips in as a reason', () => {
    const [line] = logged('info', (log) => log.info('x'.repeat(5_000), { reason: 'y '.repeat(5_000) }));
    expect([String(line?.['msg']).length, String(line?.['reason']).length]).toEqual([300, 300]);
  });

  test('below the level is not written', () => {
    const all = (log: StructuredLogger): void => {
      log.info('a');
      log.warn('b');
      log.error('c', new Error('x'));
    };
    const levels = ['debug', 'info', 'warn', 'error', 'fatal', 'silent'];
    expect(levels.map((level) => logged(level, all).map(({ msg }) => msg))).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['c'],
      [],
      [],
    ]);
  });
});

describe('an error in the log', () => {
  const told = (error: unknown): Record<string, unknown> =>
    bare(logged('info', (log) => log.error('failed', error, { traceId: UUID }))[0]);

  test('has name, code, causes and place, but not its message: it may repeat input', () => {
    const cause = Object.assign(new RangeError(`bad ${PHONE}`), { code: 'ERR_RANGE' });
    const error = Object.assign(new TypeError(`no household of ${NAME} (${ID_NUMBER})`, { cause }), { code: 11_000 });
    const line = told(error);
    expect(line).toEqual({
      level: 50,
      msg: 'failed',
      traceId: UUID,
      errorName: 'TypeError',
      errorCode: '11000',
      frames: line['frames'],
      causes: [{ errorName: 'RangeError', errorCode: 'ERR_RANGE' }],
    });
    expect((line['frames'] as string[])[0]).toMatch(/^at .*logger\.spec\.ts:\d+:\d+\)?$/);
    expect(JSON.stringify(line)).not.toMatch(/household|990101|1380000|张/);
  });

  test('whose message looks like frames betrays nothing', () => {
    const line = told(new Error(`x\n    at Zhang San (/home/zhang:1:1)\n    at ${NAME} (/a:1:1)`));
    expect(JSON.stringify(line)).not.toMatch(/Zhang|张/);
    expect((line['frames'] as string[]).length).toBeGreaterThan(0);
  });

  test('of ours that speaks of streams and rules keeps its sentence, long numbers masked', () => {
    expect(told(new StoreUnavailable('disk full'))['errorMessage']).toBe('disk full');
    expect(told(new WrongRevision(`household-${UUID}`, 3, 4))['errorMessage']).toBe(
      `stream household-${UUID}: expected 3, found 4`,
    );
    expect(told(new RuleBroken('I-06', `同一天已有走访 ${PHONE}`))['errorMessage']).toBe('I-06: 同一天已有走访 ***');
    class Foreign extends Error {
      override readonly name = 'StoreUnavailable';
    }
    expect(told(new Foreign('says anything'))['errorMessage']).toBeUndefined();
  });

  test('that somebody threw as text, or under a strange name, is told without its words', () => {
    expect(
      [`MongoServerError: dup key { name: "${NAME}" }`, NAME, undefined, 7].map((thrown) => told(thrown)['errorName']),
    ).toEqual(['MongoServerError', 'string', 'undefined', 'number']);
    const renamed = new Error('x');
    renamed.name = `Fehler ${NAME}`;
    expect(told(renamed)['errorName']).toBe('Error');
  });

  test('in a field of a warning is treated alike', () => {
    const [line] = logged('info', (log) =>
      log.warn('not counted', { projection: 'roster', error: `MongoNetworkError: ${NAME}` }),
    );
    expect(bare(line)).toEqual({ level: 40, msg: 'not counted', projection: 'roster', errorName: 'MongoNetworkError' });
  });
});

describe('the framework’s own words', () => {
  const said = (speak: (nest: NestLogger) => void): Record<string, unknown>[] =>
    logged('info', (log) => speak(new NestLogger(log))).map(bare);

  test('are left out when they are routine', () => {
    expect(said((nest) => nest.log())).toEqual([]);
  });

  test('are masked when they warn', () => {
    expect(said((nest) => nest.warn(`body ${NAME} ${PHONE}`, 'RouterExplorer'))).toEqual([
      { level: 40, msg: 'framework', reason: 'body *** ***', context: 'RouterExplorer' },
    ]);
  });

  test('keep name and place of an error, handed over as an error or as text', () => {
    const error = new TypeError(`bad ${NAME}\n    at bad (/home/bad:1:1)`);
    for (const [line] of [
      said((nest) => nest.error(error, 'ExceptionsHandler')),
      said((nest) => nest.error(error.message, error.stack, 'ExceptionsHandler')),
      said((nest) => nest.fatal(error.message, error.stack, 'ExceptionsHandler')),
    ]) {
      expect([line?.['errorName'], line?.['context']]).toEqual(['TypeError', 'ExceptionsHandler']);
      expect((line?.['frames'] as string[])[0]).toMatch(/logger\.spec\.ts/);
      expect(JSON.stringify(line)).not.toMatch(/张|bad/);
    }
  });
});
