import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Histogram } from './histogram.js';
import type { LoadRequest } from './load.js';
import { closedLoop, openLoop } from './load.js';

describe('the load client', () => {
  const received: string[] = [];
  const held: (() => void)[] = [];
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += String(chunk)));
      request.on('end', () => {
        received.push(`${request.method} ${request.url} ${String(request.headers['x-n'])} ${body}`);
        if (request.url === '/refused') response.writeHead(503).end('{}');
        else if (request.url === '/broken') request.socket.destroy();
        else if (request.url === '/held') held.push(() => response.end('{}'));
        else if (request.url === '/chunked') {
          response.write('一户');
          response.end('一页');
        } else response.writeHead(200, { 'content-length': 6 }).end('一户');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => void received.splice(0));
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('sends each request whole and hands on each whole answer, of known length or in chunks', async () => {
    const paths = ['/plain', '/chunked', '/plain', '/refused'];
    const answers: [number, string][] = [];
    const next = (n: number): LoadRequest => ({
      method: 'POST',
      path: paths[n] ?? '/',
      headers: { 'x-n': String(n) },
      body: '{"name":"张三"}',
      answered: ({ status, body }) => answers.push([status, body]),
    });
    const { count } = await openLoop({ port, rate: 1000, seconds: 0.004, connections: 1, next });
    expect(received).toEqual(paths.map((path, n) => `POST ${path} ${n} {"name":"张三"}`));
    expect(answers).toEqual([
      [200, '一户'],
      [200, '一户一页'],
      [200, '一户'],
      [503, '{}'],
    ]);
    expect(count).toEqual({ 200: 3, 503: 1 });
  });

  it('counts a broken line and goes on with a new one', async () => {
    const next = (n: number): LoadRequest => ({ method: 'GET', path: n === 1 ? '/broken' : '/plain' });
    const { count } = await openLoop({ port, rate: 1000, seconds: 0.003, connections: 1, next });
    expect(count).toEqual({ 200: 2, none: 1 });
  });

  it('counts by client, and one client waiting for its connection keeps no other from his', async () => {
    const next = (n: number): LoadRequest => {
      const client = n % 2 === 0 ? 'patient' : 'quick';
      const path = n === 0 ? '/held' : '/plain';
      const answered = () => {
        if (received.filter((line) => line.includes('/plain')).length === 3)
          held.splice(0).forEach((release) => release());
      };
      return { method: 'GET', path, client, answered };
    };
    const { clients } = await openLoop({ port, rate: 1000, seconds: 0.006, connections: 1, next });
    expect(received.map((line) => line.split(' ')[1])).toEqual([
      '/held',
      '/plain',
      '/plain',
      '/plain',
      '/plain',
      '/plain',
    ]);
    expect(Object.entries(clients).map(([name, { count }]) => [name, count])).toEqual([
      ['quick', { 200: 3 }],
      ['patient', { 200: 3 }],
    ]);
  });

  it('gives up what has waited longer than its patience', async () => {
    let asked = 0;
    const next = (): LoadRequest => ({ method: 'GET', path: asked++ === 0 ? '/held' : '/plain' });
    const load = openLoop({ port, rate: 1000, seconds: 0.003, connections: 1, patience: 0, next });
    while (held.length === 0 || asked < 3) await new Promise(setImmediate);
    held.splice(0).forEach((release) => release());
    expect((await load).count).toEqual({ 200: 1, unsent: 2 });
  });

  it('closes its loop: as many at once as there are connections', async () => {
    const { count, perSecond, seconds } = await closedLoop({
      port,
      connections: 4,
      seconds: 0.05,
      next: () => ({ method: 'GET', path: '/plain' }),
    });
    expect(Object.keys(count)).toEqual(['200']);
    expect(received).toHaveLength(count['200'] ?? 0);
    expect(Math.round(perSecond * seconds)).toBe(received.length);
  });
});

describe('the histogram', () => {
  it('tells every percentile at most 1 % too high, and the greatest exactly', () => {
    const histogram = new Histogram();
    for (let n = 1; n <= 1000; n++) histogram.add(n / 10);
    const told = [0.5, 0.95, 0.99, 1].map((share) => histogram.percentile(share));
    const exact = [50, 95, 99, 100];
    expect(told.map((value, index) => value >= (exact[index] ?? 0) && value <= (exact[index] ?? 0) * 1.0101)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([histogram.count, histogram.max]).toEqual([1000, 100]);
  });

  it('is silent about nothing', () => {
    expect([new Histogram().percentile(0.99), new Histogram().max]).toEqual([0, 0]);
  });
});
