import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeysUnavailable } from '../auth/token-verifier.js';
import { AccessLogUnavailable } from '../access/access-log.js';
import { AppendTooLarge, StoreUnavailable, UnknownOutcome } from '../event-store/event-store.port.js';
import { LogDamaged } from '../event-store/log-refusals.js';
import {
  Forbidden,
  KeyMissing,
  KeyReused,
  NotFound,
  RevisionPassed,
  ShapeBroken,
  TooContended,
} from '../change/refusals.js';
import {
  EvidenceInterrupted,
  EvidenceTooLarge,
  EvidenceTypeRefused,
  EvidenceUnavailable,
} from '../evidence/evidence-store.port.js';
import type { StructuredLogger } from '../logging/logger.js';
import { TooManyAsOf } from '../projections/as-of.js';
import { ViewNotReady } from '../read-store/views.js';
import { RuleBroken, UnknownFact, UnreadableFact } from '../rule-broken.js';
import { KeyStoreUnavailable } from '../sealing/key-store.port.js';
import { Refusal } from './refusal.js';
import type { Problem } from './problem.js';
import { problem } from './problem.js';
import { RETRY_AFTER_S } from './retry-after.js';

/** Every error becomes one problem answer; only what nobody foresaw is a 500, and is logged with its trace id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: StructuredLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const found = problemOf(error);
    if (found.status >= 500) this.log.error('request failed', error, { traceId: request.id, status: found.status });
    sendProblem(reply, found, request.id);
  }
}

export function sendProblem(reply: FastifyReply, found: Problem, traceId: string): void {
  if (found.status === 503 || found.status === 429) void reply.header('retry-after', String(RETRY_AFTER_S));
  if (found.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (typeof found['currentRevision'] === 'number') void reply.header('etag', `"r${found['currentRevision']}"`);
  void reply
    .status(found.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...found, traceId }));
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof RuleBroken) return ruleProblem(error);
  if (error instanceof NotFound)
    return problem(404, 'not-found', error.sentence, pointed(error.pointer, error.sentence));
  if (error instanceof Forbidden) return problem(403, `forbidden-${error.reason}`, error.sentence);
  if (error instanceof ShapeBroken) {
    const errors = error.problems.map(({ pointer, sentence }) => ({ pointer, detail: sentence }));
    return problem(422, 'shape', '请求内容不符合要求，详见各项说明', { errors });
  }
  if (error instanceof KeyReused) return problem(422, 'key-reused', '该幂等键已用于另一内容的请求，请换用新的键');
  if (error instanceof KeyMissing) return problem(428, 'key-missing', error.message);
  if (error instanceof RevisionPassed) return passed(error);
  if (error instanceof AppendTooLarge) return problem(413, 'too-large', '一次登记的内容过大，请分开填写');
  if (error instanceof TooContended) return problem(503, 'busy', error.message);
  if (error instanceof TooManyAsOf) return problem(429, 'as-of-busy', '同时进行的历史回放过多，请稍后再试');
  if (error instanceof UnknownOutcome)
    return problem(503, 'unknown-outcome', '结果暂不能确认，请用同一幂等键重试，不会重复登记');
  if (error instanceof StoreUnavailable)
    return problem(503, 'store-unavailable', '事实日志暂时不可用，未登记任何内容，请稍后重试');
  if (error instanceof LogDamaged)
    return problem(503, 'log-damaged', '事实日志已损坏，为免丢失内容已停止登记，请联系管理员从备份恢复');
  if (error instanceof UnknownFact)
    return problem(503, 'newer-fact', '该对象含有本版本不认识的事实，暂不能办理，请稍后重试或联系管理员');
  if (error instanceof UnreadableFact)
    return problem(503, 'unreadable-fact', '该对象有一条事实无法读取，修复之前暂不能办理，请联系管理员');
  if (error instanceof AccessLogUnavailable) return problem(503, 'access-log-unavailable', error.message);
  if (error instanceof KeysUnavailable) return problem(503, 'issuer-away', '暂时取不到令牌签发方的公钥，请稍后重试');
  if (error instanceof ViewNotReady) return problem(503, 'view-not-ready', '读模型正在建立，请稍后重试');
  if (error instanceof KeyStoreUnavailable)
    return problem(503, 'key-store', '密钥库暂时不可用，未登记任何内容，请稍后重试');
  if (error instanceof EvidenceUnavailable) return problem(503, 'evidence-store', '佐证库暂时不可用，请稍后重试');
  if (error instanceof EvidenceTooLarge) return problem(413, 'evidence-too-large', error.message);
  if (error instanceof EvidenceTypeRefused) return problem(415, 'evidence-type', error.message);
  if (error instanceof EvidenceInterrupted) return problem(400, 'evidence-interrupted', '文件没有传完，未保存任何内容');
  if (error instanceof HttpException) return httpProblem(error.getStatus());
  const status = fastifyStatus(error);
  return status === undefined ? problem(500, 'internal', '服务出错，请凭 traceId 联系管理员') : httpProblem(status);
}

function ruleProblem(error: RuleBroken): Problem {
  return problem(409, 'rule', error.sentence, {
    rule: error.rule,
    ...pointed(error.pointer, error.sentence),
    ...error.facts,
  });
}

function passed(error: RevisionPassed): Problem {
  return problem(
    412,
    'revision-passed',
    `您读到的版本之后已有 ${error.since.length} 项变更，当前版本为 r${error.current}`,
    {
      currentRevision: error.current,
      since: error.since,
    },
  );
}

function pointed(pointer: string | undefined, detail: string): Record<string, unknown> {
  return pointer === undefined ? {} : { errors: [{ pointer, detail }] };
}

const frameworkProblems: Readonly<Record<number, Problem>> = {
  404: problem(404, 'http-404', '没有这个地址'),
  408: problem(408, 'http-408', '请求没有在时限内传完'),
  413: problem(413, 'http-413', '请求体超过大小上限'),
  414: problem(414, 'http-414', '地址过长'),
  415: problem(415, 'http-415', '请求体须为 application/json'),
  431: problem(431, 'http-431', '请求头超过大小上限'),
};

/** Statuses that Node, Fastify or Nest raise before our own code is reached; one without a name of its own is a 400. */
export function httpProblem(status: number): Problem {
  return frameworkProblems[status] ?? problem(400, 'http-400', '地址、请求头或请求体(须为合法的 JSON)无法解析');
}

function fastifyStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
