import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Observable, catchError, from, mergeMap } from 'rxjs';
import type { Area } from '../auth/area.js';
import { Forbidden } from '../change/refusals.js';
import { Platform } from '../platform.js';
import type { Projection } from '../projections/projection.js';
import { ViewBehind, waitForPosition } from '../read-store/wait-for-position.js';
import { RuleBroken } from '../rule-broken.js';
import type { EndpointDescription } from './endpoint.js';
import { instantOf } from './instant-of.js';
import { Opener } from './opener.js';
import { problem } from './problem.js';
import type { Reading } from './reading.js';
import { Refusal } from './refusal.js';
import { need, stateOf } from './request-state.js';

/** Prepares what a query reads (live, or replayed to a date), and records who looked before the answer leaves. */
@Injectable()
export class ReadingInterceptor implements NestInterceptor {
  constructor(private readonly platform: Platform) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const state = stateOf(request);
    const endpoint = need(state.endpoint, 'endpoint');
    if (endpoint.kind !== 'query') return next.handle().pipe(catchError((error) => this.recordRefusal(error, request)));
    return from(this.prepare(request, endpoint)).pipe(
      mergeMap(({ reading, record }) => {
        state.reading = reading;
        void context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store');
        return next.handle().pipe(mergeMap(async (answer: unknown) => (await record(rowsOf(answer)), answer)));
      }),
    );
  }

  /** A write that was refused for who tried it, or that told him something, is an access fact like any other. */
  private recordRefusal(error: unknown, request: FastifyRequest): never {
    const { caller, endpoint, target } = stateOf(request);
    const reason = reasonOnRecord(error);
    if (caller && endpoint && reason !== undefined) {
      const { householdId } = request.params as { householdId?: string };
      this.platform.accessLog.record(caller, {
        type: 'AccessDenied',
        data: {
          operation: endpoint.operation,
          reason,
          ...(target && householdId !== undefined ? { subjects: [householdId] } : {}),
        },
      });
    }
    throw error;
  }

  private async prepare(request: FastifyRequest, endpoint: EndpointDescription) {
    const state = stateOf(request);
    const caller = need(state.caller, 'caller');
    const area = need(state.area, 'area');
    const query = request.query as Record<string, string | undefined>;
    const projections = endpoint.views ?? [];
    const asOf = query['asOf'] ?? header(request, 'x-as-of');
    const at = asOf === undefined ? undefined : await instantOf(this.platform, asOf, 'asOf');
    await this.waitFor(query['minPosition'] ?? header(request, 'x-min-position'), projections);
    const seen = { subjects: new Set<string>(), fields: new Set<string>() };
    const reading: Reading = {
      caller,
      area,
      now: at?.instant ?? this.platform.clock.now(),
      rules: await (at ? this.platform.rulesAt(at.position, at.instant) : this.platform.knownRules()),
      views: at ? await this.replayed(at.position, projections, area) : this.platform.views,
      ...(at ? { asOf: at.position } : {}),
      ...(state.purpose ? { purpose: state.purpose } : {}),
      open: new Opener(this.platform.sealer, caller),
      seen: (subjects, fields) => {
        subjects.forEach((subject) => seen.subjects.add(subject));
        fields.forEach((field) => seen.fields.add(field));
      },
    };
    const record = async (rows: number): Promise<void> => {
      if (!endpoint.recorded) return;
      this.platform.accessLog.record(caller, {
        type: 'SensitiveDataViewed',
        data: {
          operation: endpoint.operation,
          subjects: [...seen.subjects],
          fields: [...seen.fields],
          kind: 'routine',
          purposeCode: state.purpose?.code ?? 'ROUTINE_DUTY',
          ...(state.purpose ? { purposeRef: state.purpose.ref } : {}),
          resultCount: rows,
          channel: at ? 'as-of' : 'api',
        },
      });
    };
    return { reading, record };
  }

  private replayed(position: number, projections: readonly Projection[], area: Area) {
    const towns = area.kind === 'towns' || area.kind === 'villages' ? area.towns : undefined;
    return this.platform.asOf.at(position, { projections, ...(towns ? { towns } : {}) });
  }

  private async waitFor(token: string | undefined, projections: readonly Projection[]): Promise<void> {
    if (token === undefined) return;
    const position = await this.platform.positionOf(token);
    try {
      await waitForPosition(
        this.platform.views,
        projections.map(({ name }) => name),
        position,
        { timeoutMs: 2000 },
      );
    } catch (error) {
      if (!(error instanceof ViewBehind)) throw error;
      throw new Refusal(
        problem(503, 'view-behind', '读模型正在更新，刚登记的内容稍后可见，请勿重复登记', {
          projection: error.projection,
        }),
      );
    }
  }
}

/** I-21 tells that a person is registered somewhere, I-25 that somebody tried to approve his own proposal. */
function reasonOnRecord(error: unknown): string | undefined {
  if (error instanceof Forbidden) return error.reason;
  return error instanceof RuleBroken && (error.rule === 'I-21' || error.rule === 'I-25') ? error.rule : undefined;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function rowsOf(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 1;
  const { rows } = answer as { rows?: unknown };
  return Array.isArray(rows) ? rows.length : 1;
}
