import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StoreUnavailable, UnknownOutcome } from '../../src/platform/event-store/event-store.port.js';
import { openEventStoreDb } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { NodeUnfit } from '../../src/platform/eventstoredb/refusals.js';
import { newEvents, newStream } from './event-store-cases/store-under-test.js';
import { OnDouble, refusalOf, until } from './eventstoredb-on-double.js';

const DRIP_MS = 50;

const on = new OnDouble();
afterEach(() => on.close());

describe('a start is refused, with one line that names the node,', () => {
  it.each([
    ['UnsafeDisableFlushToDisk', 'true', '已确认的写入可能丢失'],
    ['MemDb', 'True', '已确认的写入可能丢失'],
    ['UnsafeIgnoreHardDelete', 'true', '已确认的写入可能丢失'],
  ])('when %s is %s', async (name, value, reason) => {
    const double = await on.double();
    double.nodeOptions[name] = value;
    const place = `127.0.0.1:${double.port}`;
    expect(await refusalOf(on.store(double))).toEqual(new NodeUnfit(place, `${name}=${value}，${reason}`));
  });

  it('when the node does not say whether it flushes', async () => {
    const double = await on.double();
    double.withoutOption = 'UnsafeDisableFlushToDisk';
    const reason = 'UnsafeDisableFlushToDisk=未知，已确认的写入可能丢失';
    expect(await refusalOf(on.store(double))).toEqual(new NodeUnfit(`127.0.0.1:${double.port}`, reason));
  });

  it('when nobody leads', async () => {
    const double = await on.double();
    double.state = 'follower';
    const place = `esdb://127.0.0.1:${double.port}`;
    expect(await refusalOf(on.store(double))).toEqual(new NodeUnfit(place, '没有可写的主节点（follower）'));
  });

  it('when the server is older than the one that tells when a subscriber has caught up', async () => {
    const double = await on.double();
    double.version = '22.10.4';
    const reason = '版本 22.10.4.0 过旧，至少须 23.10';
    expect(await refusalOf(on.store(double))).toEqual(new NodeUnfit(`127.0.0.1:${double.port}`, reason));
  });

  it('when the log cannot be given its identity', async () => {
    const double = await on.double();
    double.faults.arm('not ready');
    const reason = 'Could not recognize Server Is Not Ready';
    expect(await refusalOf(on.store(double))).toEqual(new NodeUnfit(`esdb://127.0.0.1:${double.port}`, reason));
  });

  it('when the account may use streams and not read the whole log', async () => {
    const double = await on.double();
    double.faults.withholdsWholeLog = true;
    const reason = '账号无权读取整个日志（$all），须属于 $admins 或由 $all 的访问控制点名';
    expect(await refusalOf(on.store(double))).toEqual(new NodeUnfit(`esdb://127.0.0.1:${double.port}`, reason));
  });

  it('when the node begins an answer and never comes to its end', async () => {
    const dripping = createServer((_, response) => {
      const drops = setInterval(() => response.write(' '), DRIP_MS);
      response.on('close', () => clearInterval(drops));
    });
    await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
    const { port } = dripping.address() as AddressInfo;
    const url = `esdb://127.0.0.1:${port}?tls=false`;
    const reason = `/info 在 ${4 * DRIP_MS} 毫秒内没有回答`;
    expect(await refusalOf(openEventStoreDb({ url, patienceMs: 4 * DRIP_MS }))).toEqual(
      new NodeUnfit(`127.0.0.1:${port}`, reason),
    );
    await new Promise((resolve) => dripping.close(resolve));
  });

  it('when nobody listens, without the password of the connection string', async () => {
    const double = await on.double();
    const { port } = double;
    await double.stop();
    const url = `esdb://admin:secret@127.0.0.1:${port}?tls=false`;
    const refusal = await refusalOf(openEventStoreDb({ url }));
    expect(refusal).toBeInstanceOf(NodeUnfit);
    expect(String(refusal)).toContain(`127.0.0.1:${port}`);
    expect(String(refusal)).not.toContain('secret');
  });
});

describe('health', () => {
  it('is red while appends stay without an answer and says why, and green when the nodes say so', async () => {
    const double = await on.double();
    const changes: (string | undefined)[] = [];
    const store = await on.store(double, { onChange: (reason) => changes.push(reason) });
    expect(store.health()).toEqual({ writable: true });
    await double.stop();
    const refusal = await refusalOf(store.append(newStream(), 'none', newEvents(1)));
    expect(refusal).toBeInstanceOf(UnknownOutcome);
    expect(store.health()).toEqual({ writable: false, reason: (refusal as UnknownOutcome).message });
    await double.up();
    await until(() => store.health().writable);
    expect(changes).toEqual([(refusal as UnknownOutcome).message, undefined]);
  });

  it('stays red while another node leads', async () => {
    const double = await on.double();
    const store = await on.store(double);
    double.state = 'follower';
    double.faults.arm('not ready');
    await refusalOf(store.append(newStream(), 'none', newEvents(1)));
    const reason = `EventStoreDB esdb://127.0.0.1:${double.port} 不可用：没有可写的主节点（follower）`;
    await until(() => store.health().reason === reason);
    double.state = 'leader';
    await until(() => store.health().writable);
  });

  it('is green again after an append that was answered', async () => {
    const double = await on.double();
    const store = await on.store(double);
    double.faults.arm('not ready');
    await refusalOf(store.append(newStream(), 'none', newEvents(1)));
    await store.append(newStream(), 'none', newEvents(1));
    expect(store.health()).toEqual({ writable: true });
  });
});

describe('the identity of a log', () => {
  it('is one, also when two open it at once', async () => {
    const double = await on.double();
    const [one, two] = await Promise.all([on.store(double), on.store(double)]);
    expect(await one.logId()).toBe(await two.logId());
    expect(await one.logId()).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is nobody else’s business: neither it nor the records of the store are facts', async () => {
    const double = await on.double();
    const store = await on.store(double);
    expect(double.records).toBe(2);
    expect(await store.readAll(0, { limit: 10 })).toEqual({ events: [], upTo: await store.head() });
  });
});

it('a store that is closed answers first what it has accepted', async () => {
  const double = await on.double();
  const store = await on.store(double);
  const stream = newStream();
  double.faults.arm('hold answer');
  const appended = store.append(stream, 'none', newEvents(1));
  await until(() => double.arrived.includes(stream));
  const closed = store.close();
  expect(await refusalOf(store.append(newStream(), 'none', newEvents(1)))).toBeInstanceOf(StoreUnavailable);
  double.faults.release();
  expect(await appended).toMatchObject({ revision: 0 });
  await closed;
});

it('a store that was closed answers nothing more, ends its subscriptions and gives its connections up', async () => {
  const double = await on.double();
  const store = await on.store(double);
  const subscription = store.subscribeAll(0, {}, async () => undefined);
  await store.close();
  await store.close();
  await subscription.ended;
  const answers = [
    store.append(newStream(), 'none', newEvents(1)),
    store.read('case-1'),
    store.readAll(0, { limit: 1 }),
    store.head(),
    store.resolve({ stream: 'case-1', revision: 0 }),
    store.positionAt('2026-09-30T00:00:00.000Z'),
  ];
  const closed = new StoreUnavailable(`EventStoreDB esdb://127.0.0.1:${double.port} 已关闭`);
  for (const answer of answers) expect(await refusalOf(answer)).toEqual(closed);
  await until(() => double.connections === 0);
});
