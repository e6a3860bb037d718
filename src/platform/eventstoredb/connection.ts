import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import type { ConnectionOptions } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { UnsafeConnection } from './refusals.js';

/** Milliseconds without a sign of life until the connection is asked for one, and until it is given up. */
export const KEEP_ALIVE_MS = 10_000;

/** A connection string, read and found safe. */
export interface Connection {
  readonly options: ConnectionOptions;
  /** For messages: scheme and nodes, never a name or a password. */
  readonly place: string;
  /** Trusted instead of the system's own authorities. */
  readonly ca?: Buffer;
  readonly userCertificate?: { readonly certificate: Buffer; readonly key: Buffer };
}

/**
 * Reads a connection string. Throws `UnsafeConnection` for one that cannot be read, and for settings under which an
 * append that failed looks like one that stands, a dead connection lasts for ever, or a read misses what was just
 * acknowledged.
 */
export function readConnection(url: string): Connection {
  const options = parsed(url);
  if (options.throwOnAppendFailure === false) {
    throw new UnsafeConnection('throwOnAppendFailure 不可为 false：被拒绝的写入会像成功一样返回');
  }
  for (const name of ['keepAliveInterval', 'keepAliveTimeout'] as const) {
    const value = options[name] ?? KEEP_ALIVE_MS;
    if (!(value >= 0)) throw new UnsafeConnection(`${name} 不可关闭：断开的连接将永远不被发现`);
  }
  if (options.nodePreference !== undefined && options.nodePreference !== 'leader') {
    throw new UnsafeConnection('nodePreference 只能为 leader：其他节点可能读不到刚写入的事实');
  }
  const scheme = options.dnsDiscover ? 'esdb+discover' : 'esdb';
  return {
    options,
    place: `${scheme}://${options.hosts.map(({ address, port }) => `${address}:${port}`).join(',')}`,
    ca: fileOf(options.tlsCAFile),
    userCertificate: certificateOf(options),
  };
}

function parsed(url: string): ConnectionOptions {
  try {
    return parseConnectionString(url);
  } catch {
    // The parser's own message repeats the string, with the password in it.
    throw new UnsafeConnection('连接串无法识别，须如 esdb://主机:2113?tls=true 或 esdb+discover://集群域名:2113');
  }
}

function certificateOf({ userCertFile, userKeyFile }: ConnectionOptions): Connection['userCertificate'] {
  const [certificate, key] = [fileOf(userCertFile), fileOf(userKeyFile)];
  if (certificate && key) return { certificate, key };
  if (certificate ?? key) throw new UnsafeConnection('userCertFile 与 userKeyFile 须同时给出');
  return undefined;
}

function fileOf(path: string | undefined): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(resolve(path));
  } catch (error) {
    throw new UnsafeConnection(`证书文件无法读取：${error instanceof Error ? error.message : String(error)}`);
  }
}
