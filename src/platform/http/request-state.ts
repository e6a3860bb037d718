import type { FastifyRequest } from 'fastify';
import type { Purpose } from '../access/purpose.js';
import type { Area } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import type { Remembered } from '../change/stream-memory.js';
import type { CommandDoor } from './command-door.js';
import type { EndpointDescription } from './endpoint.js';
import type { Reading } from './reading.js';

/** A purpose with the reference that has been checked to be the caller's. */
export interface StatedPurpose {
  readonly code: Purpose;
  readonly ref: string;
  /** An emergency grant: every answer is watermarked. */
  readonly breakGlass?: boolean;
}

/** What guards and interceptors have learnt of a request before its handler runs. */
export interface RequestState {
  endpoint?: EndpointDescription;
  caller?: Caller;
  area?: Area;
  /** Why he looks, when it is not his routine duty. */
  purpose?: StatedPurpose;
  /** The stream the path names, folded, already known to lie in the caller's area. */
  target?: Remembered;
  /** Of a write: makes ids, seals, issues. */
  door?: CommandDoor;
  /** Of a read: views, area, clock, record of who looked. */
  reading?: Reading;
}

const states = new WeakMap<FastifyRequest, RequestState>();

export function stateOf(request: FastifyRequest): RequestState {
  let state = states.get(request);
  if (!state) {
    state = {};
    states.set(request, state);
  }
  return state;
}

/** A part the guards must have set; its absence is a programming error. */
export function need<Part>(part: Part | undefined, name: string): Part {
  if (part === undefined) throw new Error(`request has no ${name}: a guard is missing`);
  return part;
}
