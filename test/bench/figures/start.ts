import type { Figure, Row } from '../bench.js';
import { served } from '../served.js';

export const start: Figure = {
  name: 'start',
  about:
    'from the start of the process until it is ready: with the snapshot of the last stop, and all views poured anew',
  run: async (options) => {
    const rows: Row[] = [];
    for (const facts of options.facts) {
      const poured: number[] = [];
      const afterPouring: number[] = [];
      const restarted: number[] = [];
      const afterRestart: number[] = [];
      for (let nth = 0; nth < options.repeats; nth++) {
        const server = await served(options, facts);
        poured.push(server.readySeconds);
        afterPouring.push(server.residentMiB());
        await server.again();
        restarted.push(server.readySeconds);
        afterRestart.push(server.residentMiB());
        await server.stop();
      }
      const size = `${facts / 1000}k facts`;
      const seconds = { of: 'median', atMost: 15 } as const;
      const memory = { of: 'median', atMost: 1024 } as const;
      rows.push(
        { name: `start, ${size}`, unit: 's', samples: restarted, aim: seconds },
        { name: `memory after it, ${size}`, unit: 'MiB', samples: afterRestart, aim: memory },
        { name: `start without a snapshot, ${size}`, unit: 's', samples: poured },
        { name: `memory after it, poured, ${size}`, unit: 'MiB', samples: afterPouring },
        {
          name: `facts poured at a start, ${size}`,
          unit: 'facts/s',
          samples: poured.map((took) => facts / took),
          aim: { of: 'median', atLeast: 100_000 },
        },
      );
    }
    return rows;
  },
};
