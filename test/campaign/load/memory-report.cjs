// Loaded before the server (node --require): whoever connects to the socket MEMORY_REPORT is told what is left after
// every thread has collected its garbage, as one line:
// {"heap":bytes of all threads,"rss":bytes,"threads":n,"resources":{type:count}}
// MEMORY_REPORT_LOSE=<MB an hour> keeps so much for nothing, to see whether it is found.
'use strict';
const { createServer } = require('node:net');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { BroadcastChannel, isMainThread, threadId } = require('node:worker_threads');

/** A thread that has not answered by then has ended; one that works answers after the work in hand. */
const ENDED_AFTER_MS = 5000;
const LOSE_EVERY_MS = 250;
const BYTES_OF_A_NUMBER = 8;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const channel = new BroadcastChannel('memory-report');
channel.unref();

function heapAfterCollecting() {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

if (isMainThread) {
  const threads = new Set();
  let answered = new Map();
  let complete = () => undefined;
  channel.onmessage = ({ data: { thread, heap } }) => {
    threads.add(thread);
    if (heap === undefined) return;
    answered.set(thread, heap);
    if ([...threads].every((one) => answered.has(one))) complete();
  };
  const server = createServer((socket) => {
    answered = new Map();
    const all = new Promise((resolve) => {
      complete = resolve;
      setTimeout(resolve, ENDED_AFTER_MS).unref();
      if (threads.size === 0) resolve();
    });
    channel.postMessage('collect');
    void all.then(() => {
      for (const thread of threads) if (!answered.has(thread)) threads.delete(thread);
      const resources = {};
      for (const type of process.getActiveResourcesInfo()) resources[type] = (resources[type] ?? 0) + 1;
      const heap = [...answered.values()].reduce((sum, one) => sum + one, heapAfterCollecting());
      socket.end(`${JSON.stringify({ heap, rss: process.memoryUsage.rss(), threads: threads.size + 1, resources })}\n`);
    });
  });
  server.listen(process.env['MEMORY_REPORT']);
  server.unref();
  const megabytesAnHour = Number(process.env['MEMORY_REPORT_LOSE'] ?? 0);
  if (megabytesAnHour > 0) {
    const lost = [];
    const numbers = Math.round((megabytesAnHour * 1e6 * LOSE_EVERY_MS) / 3_600_000 / BYTES_OF_A_NUMBER);
    setInterval(() => lost.push(Array.from({ length: numbers }, Math.random)), LOSE_EVERY_MS).unref();
  }
} else {
  channel.postMessage({ thread: threadId });
  channel.onmessage = ({ data }) => {
    if (data === 'collect') channel.postMessage({ thread: threadId, heap: heapAfterCollecting() });
  };
}
