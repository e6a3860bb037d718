import type { TestApp } from '../support/app.js';
import type { ServerProcess } from '../support/server-process.js';
import type { Door } from './journal.js';
import { accounts } from './life.js';

/** The door of the app of this process. */
export async function doorOf(app: TestApp): Promise<Door> {
  return { port: app.port, tokens: await tokensBy((account) => app.token(account)) };
}

/** The door of a server in a process of its own. */
export async function doorTo({ url }: ServerProcess): Promise<Door> {
  const token = async (account: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/demo/tokens`, { method: 'POST', headers, body: JSON.stringify({ account }) });
    return ((await answer.json()) as { token: string }).token;
  };
  return { port: Number(new URL(url).port), tokens: await tokensBy(token) };
}

async function tokensBy(token: (account: string) => Promise<string>): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>();
  for (const account of accounts) tokens.set(account, await token(account));
  return tokens;
}
