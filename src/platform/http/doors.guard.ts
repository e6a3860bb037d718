import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { purposeNames } from '../access/purpose.js';
import type { Purpose } from '../access/purpose.js';
import { areaOf } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import { roleName } from '../auth/caller.js';
import { Change } from '../change/change.js';
import { CommandTable } from '../change/command-table.js';
import { Forbidden, NotFound } from '../change/refusals.js';
import { withinReach } from '../change/within-reach.js';
import { Platform } from '../platform.js';
import type { EndpointDescription } from './endpoint.js';
import { CommandDoor } from './command-door.js';
import { ENDPOINT } from './endpoint.js';
import { problem } from './problem.js';
import { Refusal } from './refusal.js';
import type { RequestState } from './request-state.js';
import { need, stateOf } from './request-state.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Who is calling, may he, and does the thing he names lie in his area: in this order, and all of it before the body
 * is looked at, so that a foreign id answers exactly like one that was never given out.
 */
@Injectable()
export class DoorsGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly platform: Platform,
    private readonly table: CommandTable,
    private readonly change: Change,
    private readonly bus: CommandBus,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const endpoint = this.reflector.get<EndpointDescription | undefined>(ENDPOINT, context.getHandler());
    if (!endpoint)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} has no endpoint description`);
    const state = stateOf(request);
    state.endpoint = endpoint;
    if (endpoint.roles === 'public') return true;
    state.caller = await this.authenticate(request);
    await this.assertRole(endpoint, state.caller);
    await this.findArea(request, state, state.caller, endpoint);
    if (state.purpose?.breakGlass) {
      void context
        .switchToHttp()
        .getResponse<FastifyReply>()
        .header('x-watermark', `break-glass ${state.purpose.ref} ${state.caller.id}`);
    }
    await this.findTarget(endpoint, request, state);
    if (endpoint.command) {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      state.door = new CommandDoor(
        { platform: this.platform, bus: this.bus },
        this.table.rowOf(endpoint.command),
        request,
        reply,
      );
    }
    return true;
  }

  private async authenticate(request: FastifyRequest): Promise<Caller> {
    const result = await this.platform.verifier.verify(request.headers.authorization);
    if (result.ok) {
      this.platform.admission.recognise(request.headers.authorization ?? '', result.caller.id);
      return result.caller;
    }
    throw new Refusal(
      problem(
        401,
        `token-${result.reason}`,
        result.reason === 'expired' ? '访问令牌已过期，请重新登录' : '访问令牌缺失或无效',
      ),
    );
  }

  /** The own area by the division table and the assignments of today; an auditor's by his order, an emergency's by its grant. */
  private async findArea(
    request: FastifyRequest,
    state: RequestState,
    caller: Caller,
    endpoint: EndpointDescription,
  ): Promise<void> {
    const { divisions } = await this.platform.knownRules();
    state.area = areaOf(caller, divisions, await this.assignedNow(caller, endpoint));
    const { orders } = this.platform;
    if (caller.role === 'AUDITOR') {
      const ref = statedRef(request, 'AUDIT_ORDER');
      const area = ref === undefined ? undefined : await orders.orderArea(caller, ref);
      if (ref === undefined || !area)
        this.refusePurpose(endpoint, caller, '须在 X-Purpose-Ref 中注明对您生效的审计指令编号');
      else Object.assign(state, { area, purpose: { code: 'AUDIT_ORDER', ref } });
      return;
    }
    await this.findPurpose(request, state, caller, endpoint);
    const grantId = request.headers['x-break-glass'];
    if (typeof grantId !== 'string') return;
    const town = await orders.grantedTown(caller, grantId);
    if (town === undefined) this.refusePurpose(endpoint, caller, '该紧急授权不存在、已过期或不属于您');
    else
      Object.assign(state, {
        area: { kind: 'towns', towns: [town] },
        purpose: { code: 'SUPERVISION', ref: grantId, breakGlass: true },
      });
  }

  /** A coordinator's rights end with his assignment; one whom no appointment names has those of his token. */
  private async assignedNow(
    { role, person }: Caller,
    { command }: EndpointDescription,
  ): Promise<readonly string[] | undefined> {
    if (role !== 'COORDINATOR') return undefined;
    const { assignments } = this.platform;
    return command ? assignments.now(person) : assignments.known(person);
  }

  /** A stated purpose counts only with a reference that exists and is the caller's. */
  private async findPurpose(
    request: FastifyRequest,
    state: RequestState,
    caller: Caller,
    endpoint: EndpointDescription,
  ): Promise<void> {
    const code = request.headers['x-purpose'];
    if (code === undefined || code === 'ROUTINE_DUTY') return;
    const known = (Object.keys(purposeNames) as Purpose[]).find((candidate) => candidate === code);
    const ref = known && statedRef(request, known);
    const good =
      known &&
      ref !== undefined &&
      (await this.platform.purposes.isCallers(caller, need(state.area, 'area'), known, ref));
    if (!good) this.refusePurpose(endpoint, caller, '所填目的的编号不存在，或不属于您');
    else state.purpose = { code: known, ref };
  }

  private refusePurpose(endpoint: EndpointDescription, caller: Caller, sentence: string): never {
    this.platform.accessLog.record(caller, {
      type: 'AccessDenied',
      data: { operation: endpoint.operation, reason: 'purpose' },
    });
    throw new Forbidden('purpose', sentence);
  }

  private async assertRole(endpoint: EndpointDescription, caller: Caller): Promise<void> {
    if (endpoint.roles !== 'public' && endpoint.roles.includes(caller.role)) return;
    this.platform.accessLog.record(caller, {
      type: 'AccessDenied',
      data: { operation: endpoint.operation, reason: 'role' },
    });
    throw new Forbidden('role', `${roleName(caller.role)}无权执行“${endpoint.summary}”`);
  }

  /** The stream that the path parameter `<category>Id` names: missing and foreign answer alike. */
  private async findTarget(endpoint: EndpointDescription, request: FastifyRequest, state: RequestState): Promise<void> {
    const row = this.table
      .all()
      .find(({ command, aggregate }) =>
        endpoint.command ? command === endpoint.command : aggregate.category === endpoint.target,
      );
    if (!row) return;
    const id = (request.params as Record<string, string | undefined>)[`${row.aggregate.category}Id`];
    if (id === undefined) return;
    if (!(row.aggregate.ids ?? UUID).test(id)) throw new NotFound();
    const target = await this.change.memory.load(row.aggregate, id);
    if (!row.aggregate.exists(target.state)) throw new NotFound();
    const who = { caller: need(state.caller, 'caller'), area: state.area ?? { kind: 'none' } };
    if (!withinReach(row, target.state, who)) throw new NotFound();
    state.target = target;
  }
}

/** `X-Purpose` and `X-Purpose-Ref`: the reference, if that purpose is stated. */
function statedRef(request: FastifyRequest, purpose: Purpose): string | undefined {
  const ref = request.headers['x-purpose-ref'];
  return request.headers['x-purpose'] === purpose && typeof ref === 'string' && /^[A-Za-z0-9._:-]{1,80}$/.test(ref)
    ? ref
    : undefined;
}
