import { closedLoop, openLoop } from '../../campaign/load/load.js';
import type { LoadReport } from '../../campaign/load/tally.js';
import type { BenchOptions, Figure, Row } from '../bench.js';
import { beside, repeated } from '../bench.js';
import type { Served } from '../served.js';
import { served } from '../served.js';

export const CONNECTIONS = 64;
/** The curve of latency and lag. */
const RATES = [50, 200, 500, 1000];
const MEASURED_RATE = 500;

export const commands: Figure = {
  name: 'commands',
  about: 'record-patrol-visit over HTTP, durable before its answer, beside the same server doing nothing',
  run: async (options) => {
    const rows: Row[] = [];
    for (const facts of options.facts) {
      const server = await served(options, facts);
      try {
        rows.push(...(await onOne(server, options, `${facts / 1000}k facts`)));
      } finally {
        await server.stop();
      }
    }
    return rows;
  },
};

async function onOne(server: Served, options: BenchOptions, size: string): Promise<readonly Row[]> {
  const { repeats, seconds } = options;
  const { port } = server;
  const idle: Row = {
    name: `authenticated POST that is refused, ${size}`,
    unit: 'answers/s',
    samples: await repeated(repeats, async () => {
      const next = () => ({ ...server.visit(), body: '{}' });
      const { count, seconds: took } = await closedLoop({ port, connections: CONNECTIONS, seconds, next });
      return (count['422'] ?? 0) / took;
    }),
  };
  const busy: Row = { ...(await throughput(server, options, size)), aim: { of: 'median', atLeast: 5000 } };
  return [idle, beside(busy, idle), ...(await curve(server, options, size, RATES))];
}

/** Commands a second by as many connections as keep it busy. */
export async function throughput(server: Served, { repeats, seconds, say }: BenchOptions, size: string): Promise<Row> {
  const next = () => server.visit();
  const samples = await repeated(repeats, async () => {
    const load = await closedLoop({ port: server.port, connections: CONNECTIONS, seconds, next });
    assertAllDone(load);
    say(
      `  ${Math.round(load.perSecond)} commands/s, p99 ${Math.round(load.p99)} ms, load took ${load.ownCpu.toFixed(2)} core`,
    );
    await caughtUp(server);
    return load.perSecond;
  });
  return { name: `commands, ${CONNECTIONS} connections, ${size}`, unit: 'commands/s', samples };
}

/** Latency of the answer, and from the answer until every view of the roster shows it. */
export async function curve(
  server: Served,
  { repeats, seconds, say }: BenchOptions,
  size: string,
  rates: readonly number[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const rate of rates) {
    const latencies: number[] = [];
    const lags: number[] = [];
    for (let nth = 0; nth < repeats; nth++) {
      const { load, lag } = await lagged(server, rate, seconds);
      const refused = Object.entries(load.count).filter(([status]) => !status.startsWith('2'));
      if (refused.length > 0) say(`  at ${rate}/s not all were done: ${JSON.stringify(load.count)}`);
      latencies.push(load.p99);
      lags.push(lag);
      await caughtUp(server);
    }
    const measured = rate === MEASURED_RATE;
    rows.push(
      {
        name: `p99 of a command at ${rate}/s, ${size}`,
        unit: 'ms',
        samples: latencies,
        ...(measured ? { aim: { of: 'median', atMost: 25 } } : {}),
      },
      {
        name: `p99 until visible at ${rate}/s, ${size}`,
        unit: 'ms',
        samples: lags,
        ...(measured ? { aim: { of: 'median', atMost: 150 } } : {}),
      },
    );
  }
  return rows;
}

async function lagged(server: Served, rate: number, seconds: number): Promise<{ load: LoadReport; lag: number }> {
  const probes: Promise<number>[] = [];
  let asked = 0;
  const load = await openLoop({
    port: server.port,
    rate,
    seconds,
    next: () => ({
      ...server.visit(),
      answered: ({ status, body }) => {
        // Every twentieth, so that asking is no load of its own; what was refused under such a rate never shows.
        if (status < 300 && asked++ % 20 === 0) probes.push(visibleAfter(server, positionIn(body)));
      },
    }),
  });
  const waited = (await Promise.all(probes)).sort((a, b) => a - b);
  return { load, lag: waited[Math.ceil(waited.length * 0.99) - 1] ?? Number.NaN };
}

function positionIn(body: string): string {
  return (JSON.parse(body) as { position: string }).position;
}

async function visibleAfter({ port, bureau }: Served, position: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/roster?limit=1`, {
      headers: { ...bureau, 'x-min-position': position },
    });
    await answer.arrayBuffer();
    if (answer.ok) return performance.now() - began;
    if (answer.status !== 503) throw new Error(`the roster answered ${answer.status}`);
  }
}

async function caughtUp(server: Served): Promise<void> {
  const request = server.visit();
  const answer = await fetch(`http://127.0.0.1:${server.port}${request.path}`, {
    method: 'POST',
    headers: { ...request.headers, 'content-type': 'application/json' },
    body: request.body,
  });
  await visibleAfter(server, positionIn(await answer.text()));
}

function assertAllDone({ count }: LoadReport): void {
  const others = Object.entries(count).filter(([status]) => !status.startsWith('2'));
  if (others.length > 0) throw new Error(`not every command was done: ${JSON.stringify(count)}`);
}
