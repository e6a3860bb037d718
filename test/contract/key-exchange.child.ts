import { exchangeKey } from '../../src/platform/sealing/sqlite.key-exchange.js';

/** Exchanges a key and is killed at one step of it. */
const [file = '', current = '', next = '', at = ''] = process.argv.slice(2);
exchangeKey({
  file,
  current: Buffer.from(current, 'hex'),
  next: Buffer.from(next, 'hex'),
  step: (reached) => {
    if (reached === at) process.kill(process.pid, 'SIGKILL');
  },
});
