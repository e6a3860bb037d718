import { commandIdOf } from '../../src/platform/change/command-id.js';
import type { Answer, HttpConnection } from './load/http-connection.js';
import { LineBroken } from './load/http-connection.js';

/** A write as one account means it. */
export interface Command {
  /** Name of the operation in the API description, `recordPatrolVisit`. */
  readonly operation: string;
  /** Account of the demo. */
  readonly account: string;
  /** Below /api/v1. */
  readonly path: string;
  /** The stream it is about, or its category when it creates one. */
  readonly target: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the client knows: it holds the whole 2xx, it holds a definite refusal, or neither. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** An answer without what may differ between two answers to the same request (date, trace id). */
export interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly etag: string;
  readonly position: string;
}

export interface Entry {
  readonly command: Command;
  readonly key: string;
  readonly commandId: string;
  readonly ifMatch?: string;
  outcome: Outcome;
  /** How often it was sent. */
  sent: number;
  /** The last whole answer. */
  said?: Said;
}

export interface Door {
  readonly port: number;
  /** By account. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** What was asked and what the client was told, kept where no server can touch it. */
export class Journal {
  readonly entries: Entry[] = [];

  enter(command: Command, ifMatch?: string): Entry {
    const { account, operation, target } = command;
    const key = `campaign-${this.entries.length}`;
    const commandId = commandIdOf({ actor: `demo-${account}`, operation, target, key });
    const entry: Entry = {
      command,
      key,
      commandId,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      outcome: 'unknown',
      sent: 0,
    };
    this.entries.push(entry);
    return entry;
  }

  of(outcome: Outcome): readonly Entry[] {
    return this.entries.filter((entry) => entry.outcome === outcome);
  }
}

/**
 * Sends a command and notes what became of it. A broken line and every 5xx leave the outcome unknown: the facts may
 * stand. An acknowledgement once held is never taken back by a later answer.
 */
export async function send(entry: Entry, door: Door, line: HttpConnection): Promise<Said | undefined> {
  entry.sent += 1;
  try {
    const said = saidBy(await line.send(wireForm(entry, door)));
    if (said.status >= 500) return said;
    entry.said = said;
    if (entry.outcome === 'unknown') entry.outcome = said.status < 300 ? 'ok' : 'fail';
    return said;
  } catch (error) {
    if (!(error instanceof LineBroken)) throw error;
    return undefined;
  }
}

function wireForm({ command, key, ifMatch }: Entry, { port, tokens }: Door): string {
  const text = JSON.stringify(command.body);
  const head = [
    `POST /api/v1${command.path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${tokens.get(command.account) ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    `idempotency-key: ${key}`,
    ...(ifMatch === undefined ? [] : [`if-match: ${ifMatch}`]),
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}

function saidBy({ status, headers, body }: Answer): Said {
  const { traceId, ...rest } = JSON.parse(body) as Record<string, unknown>;
  void traceId;
  return { status, body: rest, etag: header(headers, 'etag'), position: header(headers, 'x-position') };
}

function header(headers: string, name: string): string {
  return new RegExp(`\r\n${name}: *([^\r]*)`, 'i').exec(headers)?.[1] ?? '';
}
