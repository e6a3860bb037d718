import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Connection } from './connection.js';
import { NodeUnfit } from './refusals.js';

/** Options under which an acknowledged fact may be lost, and what they must be. */
const SAFE_OPTIONS: Readonly<Record<string, string>> = {
  UnsafeDisableFlushToDisk: 'false',
  MemDb: 'false',
  UnsafeIgnoreHardDelete: 'false',
};
/** First version that tells a subscriber when it has caught up. */
const OLDEST = [23, 10] as const;

interface Node {
  readonly address: string;
  readonly port: number;
}

/**
 * Asks the nodes over HTTP whether they may be trusted with facts. Rejects with `NodeUnfit` when none of them leads, or
 * one that answers is too old, keeps the log in memory or does not flush what it acknowledges.
 */
export async function assertNodesFit(connection: Connection, patienceMs: number): Promise<void> {
  const ask = (node: Node, path: string): Promise<unknown> => askNode(connection, node, path, patienceMs);
  const nodes = await nodesOf(connection, ask);
  const states = await Promise.all(nodes.map((node) => assertNodeFit(node, ask)));
  if (!states.includes('leader')) {
    throw new NodeUnfit(connection.place, `没有可写的主节点（${states.join('、') || '无节点'}）`);
  }
}

type Ask = (node: Node, path: string) => Promise<unknown>;

/** The nodes named; of a cluster that is looked up, those that it says are alive. */
async function nodesOf({ options }: Connection, ask: Ask): Promise<readonly Node[]> {
  const [first] = options.hosts;
  if (!options.dnsDiscover || !first) return options.hosts;
  const { members } = (await ask(first, '/gossip')) as { readonly members?: readonly GossipMember[] };
  return (members ?? [])
    .filter(({ isAlive }) => isAlive)
    .map(({ httpEndPointIp, httpEndPointPort }) => ({ address: httpEndPointIp, port: httpEndPointPort }));
}

interface GossipMember {
  readonly isAlive: boolean;
  readonly httpEndPointIp: string;
  readonly httpEndPointPort: number;
}

/** The state the node says it is in. */
async function assertNodeFit(node: Node, ask: Ask): Promise<string> {
  const place = `${node.address}:${node.port}`;
  const info = (await ask(node, '/info')) as { readonly esVersion?: string; readonly state?: string };
  if (!isRecentEnough(info.esVersion ?? '')) {
    throw new NodeUnfit(place, `版本 ${info.esVersion ?? '未知'} 过旧，至少须 ${OLDEST.join('.')}`);
  }
  const options = (await ask(node, '/info/options')) as readonly NodeOption[];
  for (const [name, safe] of Object.entries(SAFE_OPTIONS)) {
    const value = options.find((option) => option.name === name)?.value;
    if (value?.toLowerCase() !== safe) throw new NodeUnfit(place, `${name}=${value ?? '未知'}，已确认的写入可能丢失`);
  }
  return info.state ?? '未知';
}

interface NodeOption {
  readonly name: string;
  readonly value: string;
}

function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function askNode({ options, ca, userCertificate }: Connection, node: Node, path: string, timeout: number) {
  const place = `${node.address}:${node.port}`;
  const { defaultCredentials: user } = options;
  const auth = user && `${user.username}:${user.password}`;
  const target = { host: node.address, port: node.port, path, auth, agent: false } as const;
  return new Promise<unknown>((resolve, reject) => {
    const fail = (reason: string): void => reject(new NodeUnfit(place, reason));
    const request =
      options.tls === false
        ? plainRequest(target)
        : secureRequest({ ...target, ca, cert: userCertificate?.certificate, key: userCertificate?.key });
    // Over all of it: a node that says a little now and then would never be silent for so long.
    const late = setTimeout(() => {
      fail(`${path} 在 ${timeout} 毫秒内没有回答`);
      request.destroy();
    }, timeout);
    request.on('close', () => clearTimeout(late));
    request.on('error', (error) => fail(error.message));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => fail(error.message));
      response.on('end', () => {
        if (response.statusCode !== 200) return fail(`${path} 回答 ${response.statusCode}，请检查账号权限`);
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        } catch {
          fail(`${path} 的回答无法识别`);
        }
      });
    });
    request.end();
  });
}
