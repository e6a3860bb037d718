import type { Figure, Row } from '../bench.js';
import { served } from '../served.js';

export const start: Figure = {
  name: 'start',
  about: 'from the start of the process until it is ready, all views poured anew',
  run: async (options) => {
    const rows: Row[] = [];
    for (const facts of options.facts) {
      const ready: number[] = [];
      const resident: number[] = [];
      for (let nth = 0; nth < options.repeats; nth++) {
        const server = await served(options, facts);
        ready.push(server.readySeconds);
        resident.push(server.residentMiB());
        await server.stop();
      }
      const size = `${facts / 1000}k facts`;
      rows.push(
        { name: `start, ${size}`, unit: 's', samples: ready, aim: { of: 'median', atMost: 15 } },
        { name: `memory when ready, ${size}`, unit: 'MiB', samples: resident, aim: { of: 'median', atMost: 1024 } },
        {
          name: `facts poured at a start, ${size}`,
          unit: 'facts/s',
          samples: ready.map((seconds) => facts / seconds),
          aim: { of: 'median', atLeast: 100_000 },
        },
      );
    }
    return rows;
  },
};
