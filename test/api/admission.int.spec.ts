import type { Response } from 'supertest';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { NANSHAN_VILLAGE, registerHousehold } from '../support/clerk.js';

const MOST_LOOKS = 200;

describe('a server with room for three readers, two of one caller, and one more to wait', () => {
  let app: TestApp;
  let officer: TestCaller;
  let other: TestCaller;
  let home: Registered;

  beforeAll(async () => {
    app = await startApp({ env: { DISCOVERY_REQUESTS_AT_ONCE: '3', DISCOVERY_REQUESTS_WAITING: '1' } });
    officer = await app.as('officer-gangkou');
    other = await app.as('officer-nanshan');
    home = await registerHousehold(officer);
    await registerHousehold(other, { villageCode: NANSHAN_VILLAGE });
    await app.settle();
  });
  afterAll(() => app.stop());

  /** A list that waits for a fact not recorded yet: inside, and idle. */
  const list = (caller: TestCaller, position: number): Promise<Response> =>
    Promise.resolve(caller.get('/roster', { 'x-min-position': `${home.position.split(':')[0] ?? ''}:${position}` }));
  const stands = async (...lines: readonly string[]): Promise<readonly string[]> => {
    for (let look = 0; look < MOST_LOOKS; look++) {
      const { text, status } = await app.http.get('/metrics');
      expect(status).toBe(200);
      const missing = lines.filter((line) => !text.split('\n').includes(line));
      if (missing.length === 0) return [];
      if (look === MOST_LOOKS - 1) return missing;
    }
    return lines;
  };

  it('lets one caller neither fill it nor queue without end, and another in meanwhile', async () => {
    const next = (await app.system.platform.store.head()) + 1;
    const [first, second] = [list(officer, next), list(officer, next)];
    expect(await stands('http_requests_inside{lane="queries"} 2')).toEqual([]);
    const third = list(officer, next);
    expect(await stands('http_requests_waiting{lane="queries"} 1')).toEqual([]);
    const refused = list(officer, next);
    expect(await stands('http_requests_turned_away_total{lane="queries",why="share"} 1')).toEqual([]);
    expect((await other.get('/roster')).status).toBe(200);
    await registerHousehold(officer);
    expect((await Promise.all([first, second, third])).map(({ status }) => status)).toEqual([200, 200, 200]);
    const { status, headers, body } = await refused;
    expect([status, headers['content-type'], headers['retry-after'], headers['cache-control']]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
      '2',
      'no-store',
    ]);
    expect(body).toEqual({
      type: 'urn:proactive-discovery:problem:too-many-requests',
      title: '请求过于频繁',
      status: 429,
      detail: '您同时发出的请求过多，请等前面的请求答复后再试',
      traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await stands('http_requests_inside{lane="queries"} 0', 'http_requests_waiting{lane="queries"} 0')).toEqual(
      [],
    );
    expect(app.logs.lines.filter((line) => line.includes('requests turned away')).length).toBe(1);
  });
});
