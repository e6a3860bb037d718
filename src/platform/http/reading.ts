import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Area } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import type { Rules } from '../change/given.js';
import type { Instant } from '../fact.js';
import type { Views } from '../read-store/views.js';
import type { Opener } from './opener.js';
import type { StatedPurpose } from './request-state.js';
import { need, stateOf } from './request-state.js';

/** What a query may know, and what its answer tells the access log. */
export interface Reading {
  readonly caller: Caller;
  /** Today's area, also when the question is about an earlier date. */
  readonly area: Area;
  /** Now, or the instant of `asOf`: read-time predicates use it as now. */
  readonly now: Instant;
  /** The rulebook as it stood then. */
  readonly rules: Rules;
  /** The live views, or a throw-away replay to `asOf`. */
  readonly views: Views;
  /** Position of the last fact included when `asOf` was asked; undefined for the live views. */
  readonly asOf?: number;
  readonly open: Opener;
  /** Why he looks, when he stated it and the reference is his. */
  readonly purpose?: StatedPurpose;
  /** Names whose data the answer shows; recorded before the answer leaves. */
  seen(subjects: readonly string[], fields: readonly string[]): void;
}

/** Hands the handler its reading, prepared by the interceptor. */
export const ReadingDoor = createParamDecorator((_: unknown, context: ExecutionContext): Reading =>
  need(stateOf(context.switchToHttp().getRequest<FastifyRequest>()).reading, 'reading'),
);
