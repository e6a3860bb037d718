import type { OpenAPIObject } from '@nestjs/swagger';
import type { EndpointDescription } from './endpoint.js';
import type { ProblemStatus } from './problem.js';
import { problemKinds, titleOf, typeOf } from './problem.js';

type Components = NonNullable<OpenAPIObject['components']>;
type Responses = NonNullable<Components['responses']>;
type Parameters = NonNullable<Components['parameters']>;

/** What of an operation decides which problems it may answer and which headers it reads. */
export interface Documented extends Pick<EndpointDescription, 'kind' | 'roles'> {
  /** A creation: its idempotency key is required. */
  readonly creates: boolean;
  readonly hasBody: boolean;
  readonly hasPath: boolean;
}

const problemSchema = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'traceId'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    detail: { type: 'string' as const },
    rule: { type: 'string' as const, description: '规则编号' },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        properties: { pointer: { type: 'string' as const }, detail: { type: 'string' as const } },
      },
    },
    traceId: { type: 'string' as const },
  },
};

const writeAnswerSchema = {
  type: 'object' as const,
  description: '写入的答复；另含新建对象的编号',
  required: ['revision', 'position'],
  properties: {
    revision: { type: 'integer' as const, description: '写入后的版本，同 ETag' },
    position: { type: 'string' as const, description: '位置令牌，供 X-Min-Position 读到自己的写入' },
    nothingToDo: { type: 'boolean' as const, description: '没有变化，未登记任何内容' },
  },
};

const header = (name: string, required: boolean, description: string, pattern?: string) => ({
  name,
  in: 'header' as const,
  required,
  description,
  schema: { type: 'string' as const, ...(pattern === undefined ? {} : { pattern }) },
});

const KEY = '幂等键：同一键重发不会重复登记';
const REFERENCE = '^[A-Za-z0-9._:-]{1,80}$';
const TOKEN = '^[0-9a-f-]{36}:\\d{1,15}$';

const headers = {
  CreationKey: header('Idempotency-Key', true, `${KEY}；新建时必填`, '^[\\x21-\\x7e]{1,100}$'),
  Key: header('Idempotency-Key', false, KEY, '^[\\x21-\\x7e]{1,100}$'),
  IfMatch: header('If-Match', false, '读取时得到的 ETag；已被他人修改则答 412', '^"r\\d{1,15}"$'),
  Purpose: header('X-Purpose', false, '目的代码；例行工作不必填'),
  PurposeRef: header(
    'X-Purpose-Ref',
    false,
    '目的所依据的编号，须属于调用者：走访任务为户编号，在办个案和热线来电为个案编号，救助申请为“个案编号:申请编号”',
    REFERENCE,
  ),
  BreakGlass: header('X-Break-Glass', false, '紧急授权编号'),
  MinPosition: header('X-Min-Position', false, '至少读到该位置', TOKEN),
  AsOf: header('X-As-Of', false, '截至：ISO-8601 时刻或位置令牌'),
} satisfies Parameters;

/** Schemas, problem answers by status, and request headers that operations refer to. */
export function documentedComponents(): Required<Pick<Components, 'schemas' | 'responses' | 'parameters'>> {
  return {
    schemas: { Problem: problemSchema, WriteAnswer: writeAnswerSchema },
    responses: Object.fromEntries(
      Object.keys(problemKinds)
        .map((status) => Number(status) as ProblemStatus)
        .map((status) => [`Problem${status}`, problemResponse(status)]),
    ),
    parameters: headers,
  };
}

function problemResponse(status: ProblemStatus): Responses[string] {
  return {
    description: titleOf(status),
    ...(status === 429 || status === 503
      ? { headers: { 'Retry-After': { description: '几秒后再试', schema: { type: 'integer' } } } }
      : {}),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { type: { enum: problemKinds[status].map(typeOf) } },
        },
      },
    },
  };
}

/** Statuses of the problems an operation may answer, in order. A 500 is none of them: nothing a caller sends earns one. */
export function problemStatusesOf({ kind, roles, creates, hasBody, hasPath }: Documented): readonly ProblemStatus[] {
  const wire: ProblemStatus[] = [400, 408, 415, 429, 431, 503];
  if (hasBody) wire.push(404, 413, 422);
  if (hasPath) wire.push(404, 414);
  if (roles === 'public') return sorted(wire);
  wire.push(401, 403);
  if (kind === 'query') return sorted([...wire, 404, 410, 422]);
  if (kind === 'command') return sorted([...wire, 404, 409, 412, 413, 422, ...(creates ? [428 as const] : [])]);
  return sorted([...wire, 413, 422]);
}

function sorted(statuses: readonly ProblemStatus[]): readonly ProblemStatus[] {
  return [...new Set(statuses)].sort((one, other) => one - other);
}

/** The answer of success. */
export function successOf({ kind }: Documented): Responses[string] {
  if (kind !== 'command') return { description: '成功' };
  return {
    description: '已登记',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/WriteAnswer' } } },
  };
}

/** References to the headers an operation reads. */
export function headersOf({ kind, roles, creates }: Documented): readonly { readonly $ref: string }[] {
  if (roles === 'public') return [];
  const names: (keyof typeof headers)[] = ['Purpose', 'PurposeRef', 'BreakGlass'];
  if (kind === 'command') names.unshift(creates ? 'CreationKey' : 'Key', 'IfMatch');
  if (kind === 'query') names.push('MinPosition', 'AsOf');
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}
