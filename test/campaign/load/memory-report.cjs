// Loaded before the server (node --require): whoever connects to the socket MEMORY_REPORT is told what is left after
// every thread has collected its garbage, as one line:
// {"heap":bytes of all threads,"rss":bytes,"threads":n,"resources":{type:count}}
'use strict';
const { createServer } = require('node:net');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { BroadcastChannel, isMainThread } = require('node:worker_threads');

/** A thread that works answers within this; one that is stopped never does. */
const THREADS_ANSWER_WITHIN_MS = 1000;

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
  let heaps = [];
  channel.onmessage = ({ data }) => {
    if (typeof data === 'number') heaps.push(data);
  };
  const server = createServer((socket) => {
    heaps = [heapAfterCollecting()];
    channel.postMessage('collect');
    setTimeout(() => {
      const resources = {};
      for (const type of process.getActiveResourcesInfo()) resources[type] = (resources[type] ?? 0) + 1;
      const heap = heaps.reduce((sum, one) => sum + one, 0);
      socket.end(`${JSON.stringify({ heap, rss: process.memoryUsage.rss(), threads: heaps.length, resources })}\n`);
    }, THREADS_ANSWER_WITHIN_MS);
  });
  server.listen(process.env['MEMORY_REPORT']);
  server.unref();
} else {
  channel.onmessage = ({ data }) => {
    if (data === 'collect') channel.postMessage(heapAfterCollecting());
  };
}
