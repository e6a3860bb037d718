import type { FastifyRequest } from 'fastify';
import { problem } from './problem.js';
import { Refusal } from './refusal.js';

/** The idempotency key as sent, quotes of the structured form removed. Malformed: 422. */
export function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw headerProblem('Idempotency-Key', '幂等键须为 1–100 个可见 ASCII 字符');
  return key;
}

/** `If-Match: "r17"` → 17. Weak tags, lists and foreign forms: 422. `*` says nothing and is left out. */
export function ifMatchOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const match = /^"?r(\d{1,15})"?$/.exec(header);
  if (!match) throw headerProblem('If-Match', 'If-Match 须为读取时得到的 ETag，例如 "r17"');
  return Number(match[1]);
}

function headerProblem(name: string, detail: string): Refusal {
  return new Refusal(problem(422, 'header', detail, { errors: [{ pointer: `#/header/${name}`, detail }] }));
}
