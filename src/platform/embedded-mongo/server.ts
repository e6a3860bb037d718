import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { Commands } from './commands.js';
import { Connection } from './connection.js';

export interface RunningServer {
  readonly port: number;
  /** Ends every connection. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Listens on a free port of the loopback interface, in this thread. */
export async function listen(secret: string, commands: Commands): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Connection(socket, ++connections, commands, secret);
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port, close };
}
