import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { streamOf } from '../change/aggregate.js';
import type { CommandContext } from '../change/command-context.js';
import { withContext } from '../change/command-context.js';
import { commandIdOf, newEntityId } from '../change/command-id.js';
import type { Outcome } from '../change/change.js';
import type { TableRow } from '../change/command-table.js';
import { KeyMissing } from '../change/refusals.js';
import type { Rules } from '../change/given.js';
import type { LookUpHash } from '../sealing/look-up-hash.js';
import type { FieldGroup, SealedBox } from '../sealing/sealed-box.js';
import type { Platform } from '../platform.js';
import { normaliseText } from '../identity/free-text.js';
import { need, stateOf } from './request-state.js';
import { ifMatchOf, keyOf } from './request-headers.js';

/** What a write answers: where the fact stands, and the ids it brought into the world. */
export interface WriteAnswer {
  readonly revision: number;
  /** `<logId>:<position>`; hand it to `X-Min-Position` to read your own write. */
  readonly position: string;
  /** True when there was nothing to do and nothing was written. */
  readonly nothingToDo?: true;
  readonly [id: string]: unknown;
}

/** Header of an answer to a request that had been done before. */
export const REPEATED = 'idempotent-replayed';

export interface DoorParts {
  readonly platform: Platform;
  readonly bus: CommandBus;
}

/** The door of one write: makes ids, seals particulars, issues the command and words the answer. */
export class CommandDoor {
  /** The stream the path names, as a fold; undefined for a creation. */
  readonly target: unknown;
  readonly context: CommandContext;
  private issuedIds = 0;

  constructor(
    private readonly parts: DoorParts,
    private readonly row: TableRow,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    const state = stateOf(request);
    this.target = state.target?.state;
    this.context = this.contextOf(row);
  }

  /** The n-th id this command brings; repeated requests get the same ones. */
  newId(): string {
    return newEntityId(this.context.commandId, this.issuedIds++);
  }

  get hashes(): LookUpHash {
    return this.parts.platform.hashes;
  }

  rules(): Promise<Rules> {
    return this.parts.platform.rules();
  }

  get now(): string {
    return this.parts.platform.clock.now();
  }

  seal(subject: string, group: FieldGroup, plain: string): Promise<SealedBox> {
    return this.parts.platform.sealer.seal(subject, group, plain);
  }

  /** Free text as a person wrote it, made fit to be kept, then sealed; its shape has been checked before. */
  sealText(subject: string, written: string, group: FieldGroup = 'TEXT'): Promise<SealedBox> {
    const text = normaliseText(written);
    return this.seal(subject, group, text.ok ? text.text : '');
  }

  /** Issues the command and answers with the ids named. */
  async issue(command: object, ids: Readonly<Record<string, unknown>> = {}): Promise<WriteAnswer> {
    const outcome = await this.parts.bus.execute<object, Outcome>(withContext(command, this.context));
    const token = await this.parts.platform.positionToken(outcome.position);
    void this.reply.header('etag', `"r${outcome.revision}"`).header('x-position', token);
    // Not in the body: a repeated request gets the answer of the first, word for word.
    if (outcome.repeated) void this.reply.header(REPEATED, 'true');
    const answer = { ...ids, revision: outcome.revision, position: token };
    return outcome.nothingToDo ? { ...answer, nothingToDo: true } : answer;
  }

  private contextOf(row: TableRow): CommandContext {
    const state = stateOf(this.request);
    const caller = need(state.caller, 'caller');
    const operation = need(state.endpoint, 'endpoint').operation;
    const params = this.request.params as Record<string, string | undefined>;
    const id = params[`${row.aggregate.category}Id`];
    const key = keyOf(this.request);
    if (row.creates && key === undefined)
      throw new KeyMissing('新建类操作必须带 Idempotency-Key 请求头(1–100 个可见字符)');
    const target = row.creates ? row.aggregate.category : streamOf(row.aggregate, id ?? '');
    const ifMatch = ifMatchOf(this.request);
    const traceparent = this.request.headers['traceparent'];
    return {
      caller,
      area: need(state.area, 'area'),
      commandId: commandIdOf({ actor: caller.id, operation, target, key: key ?? uuidv7() }),
      requestHash: this.parts.platform.hashes.requestHash({ params, body: this.request.body ?? null }),
      correlationId: this.request.id,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      ...(typeof traceparent === 'string' && /^[0-9a-f-]{55}$/.test(traceparent) ? { traceparent } : {}),
    };
  }
}

/** Hands the handler the door of its command, made by the guard. */
export const Door = createParamDecorator((_: unknown, context: ExecutionContext): CommandDoor =>
  need(stateOf(context.switchToHttp().getRequest<FastifyRequest>()).door, 'door'),
);
