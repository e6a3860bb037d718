import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CommandTable } from '../change/command-table.js';
import { roles } from '../auth/caller.js';
import { ApiDescription } from './api-description.js';
import { REPEATED } from './command-door.js';
import { describedField } from './described-later.js';
import { Endpoint } from './endpoint.js';
import { Parts, Pattern, Reference } from './shape.js';
import { IsObject } from 'class-validator';

const MOST_ROWS = 200;

export class BatchRowBody {
  @Pattern(/^[a-z][A-Za-z]{2,60}$/, '须为操作名，形如 recordPatrolVisit', { description: '操作名(operationId)' })
  operation: string;
  @Pattern(/^[\x21-\x7e]{1,100}$/, '幂等键须为 1–100 个可见 ASCII 字符', { description: '本行的幂等键' }) key: string;
  @describedField({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: '路径参数，例如 householdId',
  })
  @IsObject({ message: '须为对象' })
  path: Record<string, unknown>;
  @describedField({ type: 'object', additionalProperties: true, description: '请求体' })
  @IsObject({ message: '须为对象' })
  body: Record<string, unknown>;
}

export class BatchBody {
  @Reference({ description: '设备', optional: true }) device?: string;
  @Parts(() => BatchRowBody, MOST_ROWS, { description: '按发生先后排列的各行' }) rows: BatchRowBody[];
}

interface BatchResult {
  readonly key: string;
  readonly status: number;
  /** The row had been done by an earlier request with its key; `answer` is that one's. */
  readonly alreadyDone?: true;
  readonly answer: unknown;
}

/**
 * What a telephone without a signal collected during the day. Each row goes through the very door it would have gone
 * through alone, with its own idempotency key: a batch sent again repeats nothing.
 */
@Controller('batches')
export class BatchesController {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly description: ApiDescription,
    private readonly table: CommandTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Endpoint({
    operation: 'runBatch',
    summary: '批量补录：一台设备的多条操作，逐行答复',
    roles: roles.filter((role) => role !== 'SYSTEM'),
    purpose: 'ROUTINE_DUTY',
    pii: 'PI3',
    kind: 'system',
  })
  async runBatch(
    @Body() body: BatchBody,
    @Req() request: FastifyRequest,
  ): Promise<{ results: readonly BatchResult[] }> {
    const results: BatchResult[] = [];
    for (const row of body.rows) results.push(await this.runRow(row, request));
    return { results };
  }

  /** Rows run in order: a visit may follow the registration it belongs to. */
  private async runRow(row: BatchRowBody, request: FastifyRequest): Promise<BatchResult> {
    const route = await this.description.routeOf(row.operation);
    if (!route || !this.isCommand(row.operation)) return refused(row, 422, '不认识的操作名');
    const url = pathOf(route.path, row.path);
    if (url === undefined) return refused(row, 422, '缺少路径参数');
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const answer = await fastify.inject({
      method: route.method,
      url,
      headers: {
        authorization: request.headers.authorization ?? '',
        'idempotency-key': row.key,
        'content-type': 'application/json',
      },
      payload: JSON.stringify(row.body),
    });
    return {
      key: row.key,
      status: answer.statusCode,
      ...(answer.headers[REPEATED] === undefined ? {} : { alreadyDone: true }),
      answer: JSON.parse(answer.payload) as unknown,
    };
  }

  private isCommand(operation: string): boolean {
    return this.table.all().some(({ command }) => command.name.toLowerCase() === operation.toLowerCase());
  }
}

function refused({ key }: BatchRowBody, status: number, detail: string): BatchResult {
  return { key, status, answer: { status, detail } };
}

/** The path with its parameters filled in; undefined when one is missing or no plain text. */
function pathOf(path: string, values: Readonly<Record<string, unknown>>): string | undefined {
  let complete = true;
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' || !/^[\w.:-]{1,100}$/.test(value)) complete = false;
    return encodeURIComponent(String(value));
  });
  return complete ? url : undefined;
}
