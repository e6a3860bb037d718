import { steadyTimer } from '../../src/platform/read-store/timer.js';
import { householdForm, idNumberOf } from './clerk.js';

export interface Written {
  readonly householdId: string;
  readonly position: string;
}

/** What came back, or that nothing did. */
export interface Answer {
  readonly status: number | 'no answer';
  readonly retryAfter: string | null;
  readonly body: string;
}

let people = 0;

/** A clerk of 港口镇 in another process: speaks HTTP to whichever server he is sent to. */
export class HttpClerk {
  private constructor(private readonly authorization: string) {}

  static async at(url: string): Promise<HttpClerk> {
    const body = JSON.stringify({ account: 'officer-gangkou' });
    const headers = { 'content-type': 'application/json' };
    const issued = await fetch(`${url}/demo/tokens`, { method: 'POST', headers, body });
    const { token } = (await issued.json()) as { readonly token: string };
    return new HttpClerk(`Bearer ${token}`);
  }

  /** A registration to be sent; sent twice it is the same one. */
  registration(key: string): (url: string) => Promise<Answer> {
    const idNo = idNumberOf(`${1930 + Math.floor(people / 900)}0607`, (people % 900) + 1);
    people += 1;
    const body = JSON.stringify(householdForm({ head: { idNo } }));
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return (url) => this.ask(`${url}/api/v1/households`, { method: 'POST', headers, body });
  }

  get(path: string, position?: string): (url: string) => Promise<Answer> {
    const headers: Record<string, string> = position === undefined ? {} : { 'x-min-position': position };
    return (url) => this.ask(`${url}${path}`, { headers });
  }

  private async ask(url: string, init: { headers: Record<string, string>; method?: string; body?: string }) {
    try {
      const answer = await fetch(url, { ...init, headers: { ...init.headers, authorization: this.authorization } });
      const retryAfter = answer.headers.get('retry-after');
      return { status: answer.status, retryAfter, body: await answer.text() };
    } catch (error) {
      return { status: 'no answer' as const, retryAfter: null, body: String(error) };
    }
  }
}

export function written({ status, body }: Answer): Written {
  if (status !== 201) throw new Error(`${status} ${body}`);
  const { householdId, position } = JSON.parse(body) as Written;
  return { householdId, position };
}

/** Between two questions of whoever waits: without it the waiting would take the processor from what is waited for. */
export function betweenQuestions(): Promise<void> {
  return steadyTimer.pause(50);
}

/** Repeats while the log or a view is away, as a client has to. */
export async function untilThere(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    await betweenQuestions();
  }
}
