import type { Answer } from '../load/http-connection.js';
import type { Operation } from './api-document.js';
import { operations } from './api-document.js';
import type { OnTheLine } from './request-bytes.js';

interface Problem {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly status?: unknown;
  readonly detail?: unknown;
  readonly traceId?: unknown;
  readonly errors?: unknown;
}

const CHINESE = /[\u4e00-\u9fff]/;
const everywhere = new Map<number, readonly string[]>();
for (const { problems } of operations) {
  for (const [status, types] of Object.entries(problems)) everywhere.set(Number(status), types);
}

/** What is wrong with an answer, by the promise of the API description; nothing for a good one. */
export function faultsOf(operation: Operation, sent: OnTheLine, answer: Answer | undefined): readonly string[] {
  if (!answer) return sent.broken ? [] : ['no answer'];
  const { status } = answer;
  if (status < 400) return status === operation.success || sent.astray ? [] : [`${status} is not documented`];
  const types = operation.problems[status] ?? (sent.astray ? everywhere.get(status) : undefined);
  if (status >= 500 && status !== 503) return [`answered ${status}`];
  if (!types) return [`${status} is not documented`];
  return problemFaults(answer, types);
}

function problemFaults({ status, headers, body }: Answer, types: readonly string[]): readonly string[] {
  if (!/\r\ncontent-type: application\/problem\+json; charset=utf-8/i.test(headers)) return [`${status} is no problem`];
  const problem = parsed(body);
  const faults: readonly (readonly [good: boolean, fault: string])[] = [
    [problem !== undefined, 'is no JSON'],
    [types.includes(String(problem?.type)), `has the undocumented type ${String(problem?.type)}`],
    [problem?.status === status, 'tells another status'],
    [CHINESE.test(String(problem?.title)) && CHINESE.test(String(problem?.detail)), 'has no sentence'],
    [/^[0-9a-f-]{36}$/.test(String(problem?.traceId)), 'has no trace id'],
    [problem?.errors === undefined || wellPointed(problem.errors), 'has errors without pointer and sentence'],
    [(status !== 503 && status !== 429) || /\r\nretry-after: \d+/i.test(headers), 'does not say when to come again'],
  ];
  return faults.filter(([good]) => !good).map(([, fault]) => `${status} ${fault}`);
}

function wellPointed(errors: unknown): boolean {
  return (
    Array.isArray(errors) &&
    errors.every(
      (error: { pointer?: unknown; detail?: unknown }) =>
        typeof error.pointer === 'string' && typeof error.detail === 'string' && CHINESE.test(error.detail),
    )
  );
}

function parsed(body: string): Problem | undefined {
  try {
    return JSON.parse(body) as Problem;
  } catch {
    return undefined; // Told as a fault of its own.
  }
}
