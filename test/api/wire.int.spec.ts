import { once } from 'node:events';
import { connect } from 'node:net';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';

/** What arrives when a program writes bytes that are no request: a status, the header fields, the problem. */
async function told(port: number, bytes: string): Promise<readonly [status: number, type: string, kind: string]> {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += String(chunk)));
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const type = /\r\ncontent-type: (.*)/i.exec(head)?.[1] ?? '';
  const problem = JSON.parse(body) as { type: string; status: number; detail: string; traceId: string };
  expect([problem.status, problem.detail, problem.traceId]).toEqual([
    Number(head.slice(9, 12)),
    expect.stringMatching(/[\u4e00-\u9fff]/),
    expect.stringMatching(/^[0-9a-f-]{36}$/),
  ]);
  return [problem.status, type, problem.type];
}

describe('bytes that are no request', () => {
  const PROBLEM = 'application/problem+json; charset=utf-8';
  let app: TestApp;
  let port: number;

  beforeAll(async () => {
    app = await startApp();
    port = app.port;
  });
  afterAll(() => app.stop());

  it.each<[string, string, number]>([
    ['a greeting', '你好\r\n\r\n', 400],
    ['a length that is no number', 'POST /api/v1/households HTTP/1.1\r\nhost: a\r\ncontent-length: ten\r\n\r\n', 400],
    [
      'a length and chunks at once',
      'POST /api/v1/households HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}',
      400,
    ],
    ['a request to no host', 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['headers of 64 KB', `GET /health/live HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(65_536)}\r\n\r\n`, 431],
  ])('%s is refused by a problem like any other', async (_, bytes, status) => {
    expect(await told(port, bytes)).toEqual([status, PROBLEM, `urn:proactive-discovery:problem:http-${status}`]);
  });

  it('an expectation nobody knows keeps no request from its answer', async () => {
    const head = ['GET /api/v1/roster HTTP/1.1', 'host: a', 'expect: wonders', 'connection: close'];
    const missing = 'urn:proactive-discovery:problem:token-missing';
    expect(await told(port, `${head.join('\r\n')}\r\n\r\n`)).toEqual([401, PROBLEM, missing]);
  });
});
