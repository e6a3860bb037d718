import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

/** What the HTTP side tells; shapes as seen on a real node. */
export interface NodeState {
  readonly version: string;
  /** `leader`, or another state of a node: `initializing`, `follower` … */
  readonly state: string;
  readonly position: number;
  readonly port: number;
  readonly options: Readonly<Record<string, string>>;
  readonly withoutOption: string;
}

const STANDARD_OPTIONS = {
  ClusterSize: '1',
  MaxAppendSize: '1048576',
  Insecure: 'true',
  MemDb: 'False',
  UnsafeDisableFlushToDisk: 'False',
  UnsafeIgnoreHardDelete: 'False',
  WriteTimeoutMs: '2000',
};

/** Health, version, options and gossip over HTTP. */
export function httpSide(node: () => NodeState): Server {
  return createServer((request, response) => {
    const { version, state, position, port, options, withoutOption } = node();
    const path = new URL(request.url ?? '/', 'http://double').pathname;
    if (path === '/health/live') response.writeHead(state === 'leader' ? 204 : 503).end();
    else if (path === '/info') sendJson(response, infoOf(version, state));
    else if (path === '/info/options') sendJson(response, listOf(options, withoutOption));
    else if (path === '/gossip') sendJson(response, { members: [memberOf(version, state, position, port)] });
    else response.writeHead(404).end();
  });
}

function infoOf(version: string, state: string): object {
  return { esVersion: `${version}.0`, state, features: {}, authentication: { type: 'insecure', properties: null } };
}

function listOf(options: Readonly<Record<string, string>>, without: string): object {
  return Object.entries({ ...STANDARD_OPTIONS, ...options })
    .filter(([name]) => name !== without)
    .map(([name, value]) => ({ name, value, group: '', description: '' }));
}

function memberOf(version: string, state: string, position: number, port: number): object {
  return {
    instanceId: randomUUID(),
    state: state === 'leader' ? 'Leader' : 'Initializing',
    isAlive: true,
    httpEndPointIp: '127.0.0.1',
    httpEndPointPort: port,
    writerCheckpoint: position,
    esVersion: `${version}.0`,
  };
}

function sendJson(response: ServerResponse, answer: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
}
