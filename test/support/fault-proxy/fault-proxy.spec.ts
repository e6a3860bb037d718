import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { FaultProxy } from './fault-proxy.js';

/** A server that says everything twice, so that a question is told from its answer. */
let server: Server;
let proxy: FaultProxy;
/** What has reached the server, a packet each. */
let arrived: string[] = [];
const callers: Caller[] = [];

beforeEach(async () => {
  arrived = [];
  server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      arrived.push(bytes.toString());
      socket.write(bytes.toString().repeat(2));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await FaultProxy.start((server.address() as AddressInfo).port);
});
afterEach(async () => {
  callers.splice(0).forEach(({ socket }) => socket.destroy());
  await proxy.close();
  await new Promise((resolve) => server.close(resolve));
});

class Caller {
  text = '';
  error = '';
  constructor(readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => (this.text += bytes.toString()));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => (this.error = code ?? ''));
    callers.push(this);
  }
  /** Resolves once so much has come. */
  async heard(text: string): Promise<void> {
    while (this.text !== text) await once(this.socket, 'data');
  }
}

const call = async (): Promise<Caller> => {
  const caller = new Caller(connect({ port: proxy.port, host: '127.0.0.1', noDelay: true }));
  await once(caller.socket, 'connect');
  return caller;
};
const reached = async (text: string): Promise<void> => {
  while (!arrived.includes(text)) await new Promise((resolve) => setImmediate(resolve));
};
/** Resolves once the server has answered somebody who does not come through the proxy: whatever was to arrive has. */
const besides = async (): Promise<void> => {
  const caller = new Caller(connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }));
  caller.socket.write('x');
  await caller.heard('xx');
};
const gone = (caller: Caller): Promise<unknown> => once(caller.socket, 'close').catch(() => undefined);

it('hands on in calm weather, and the end of a conversation too', async () => {
  const caller = await call();
  caller.socket.write('ab');
  await caller.heard('abab');
  caller.socket.end();
  await once(caller.socket, 'close');
  expect([caller.error, proxy.connections]).toEqual(['', 0]);
});

it('lets bytes arrive so much later, each way', async () => {
  const caller = await call();
  proxy.slow(40);
  const began = performance.now();
  caller.socket.write('a');
  await caller.heard('aa');
  expect(Math.floor(performance.now() - began)).toBeGreaterThanOrEqual(78);
});

it('lets bytes arrive in several packets and in order', async () => {
  const caller = await call();
  proxy.slice(2, ['down']);
  const packets: string[] = [];
  caller.socket.on('data', (bytes: Buffer) => packets.push(bytes.toString()));
  caller.socket.write('abcde');
  await caller.heard('abcdeabcde');
  expect(arrived).toEqual(['abcde']);
  expect(packets.length).toBeGreaterThan(1);
});

it('lets nothing arrive in a black hole, nor on a new connection, and everything once it is healed', async () => {
  const caller = await call();
  caller.socket.write('a');
  await caller.heard('aa');
  proxy.swallow();
  caller.socket.write('b');
  const later = await call();
  later.socket.write('c');
  await besides();
  expect([arrived, caller.text, later.text]).toEqual([['a', 'x'], 'aa', '']);
  await proxy.heal();
  await caller.heard('aabb');
  await later.heard('cc');
});

it('swallows answers alone where only they are', async () => {
  const caller = await call();
  proxy.swallow(['down']);
  caller.socket.write('a');
  await reached('a');
  expect(caller.text).toBe('');
  await proxy.heal();
  await caller.heard('aa');
});

it('forsakes the connections it has for good, and serves new ones', async () => {
  const caller = await call();
  caller.socket.write('a');
  await caller.heard('aa');
  proxy.forsake();
  caller.socket.write('b');
  const later = await call();
  later.socket.write('c');
  await later.heard('cc');
  await proxy.heal();
  later.socket.write('d');
  await later.heard('ccdd');
  expect([arrived, caller.text, caller.error, caller.socket.destroyed]).toEqual([['a', 'c', 'd'], 'aa', '', false]);
});

it('resets what is open', async () => {
  const caller = await call();
  caller.socket.write('a');
  await caller.heard('aa');
  const ended = gone(caller);
  proxy.reset();
  await ended;
  expect(caller.error).toBe('ECONNRESET');
});

it('breaks off between what the server has done and its answer, once', async () => {
  const caller = await call();
  const ended = gone(caller);
  const cut = proxy.cutNextAnswer();
  caller.socket.write('a');
  await cut;
  await ended;
  expect([arrived, caller.text, caller.error]).toEqual([['a'], '', 'ECONNRESET']);
  const later = await call();
  later.socket.write('b');
  await later.heard('bb');
});

it('refuses connections until it is healed, on the same port', async () => {
  const { port } = proxy;
  await proxy.refuse();
  const caller = new Caller(connect({ port, host: '127.0.0.1' }));
  await gone(caller);
  expect(caller.error).toBe('ECONNREFUSED');
  await proxy.heal();
  const later = await call();
  later.socket.write('a');
  await later.heard('aa');
  expect(proxy.port).toBe(port);
});
