import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { startApp } from '../support/app.js';

/** Shorter than a server would keep an idle line, longer than a stop takes. */
const PATIENCE = 20_000;

test(
  'a stop answers who is being served, and does not wait for him to give up his line',
  async () => {
    const app = await startApp();
    const server = app.system.app.getHttpServer();
    const line = connect(app.port, '127.0.0.1');
    let heard = '';
    line.on('data', (chunk) => (heard += String(chunk)));
    const body = JSON.stringify({ account: 'officer-gangkou' });
    const asked = once(server, 'request') as Promise<[IncomingMessage]>;
    line.write(
      `POST /demo/tokens HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    const [request] = await asked;
    while (request.listenerCount('data') === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopping = app.stop();
    while (server.listening) await new Promise((resolve) => setImmediate(resolve));
    const ended = once(line, 'end');
    line.write(body);
    await Promise.all([stopping, ended]);
    expect(heard.split('\r\n')[0]).toBe('HTTP/1.1 200 OK');
    line.destroy();
  },
  PATIENCE,
);
