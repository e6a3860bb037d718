import type { ArgumentMetadata } from '@nestjs/common';
import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { ShapeProblem } from '../change/refusals.js';
import { ShapeBroken } from '../change/refusals.js';

const DEEPEST = 16;
/** More than any form has. Checks of each unknown field grow with the square of their number. */
const MOST_FIELDS = 100;
/** More than the largest body has, an edition of divisions: each costs the validator tens of microseconds. */
const MOST_VALUES = 20_000;
/** A sender who gets this many told has enough to put right. */
const MOST_PROBLEMS = 100;
/** Names of our own fields and list indexes look like this; anything else a sender called a field is not repeated. */
const FIELD = /^([A-Za-z]\w{0,39}|\d{1,4})$/;

/** Shape of bodies and queries: whitelist, unknown fields named, text free of what no store or sheet survives. */
@Injectable()
export class BodyPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => broken(errors.flatMap((error) => problemsOf(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) {
        throw new ShapeBroken([{ pointer: '', sentence: '请求体须为 JSON 对象' }]);
      }
      const problems = [...textProblems(value, { pointer: '', depth: 0, met: { count: 0 } })];
      if (problems.length > 0) throw broken(problems);
    }
    return super.transform(value, metadata);
  }
}

function broken(problems: readonly ShapeProblem[]): ShapeBroken {
  return new ShapeBroken(problems.slice(0, MOST_PROBLEMS));
}

/** Messages of validators are written for people; those of the library itself are not repeated (they echo input). */
function problemsOf(error: ValidationError, path: string): ShapeProblem[] {
  const pointer = `${path}/${segment(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([kind, message]) => ({
    pointer,
    sentence: sentenceOf(kind, message),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, pointer))];
}

function sentenceOf(kind: string, message: string): string {
  if (kind === 'whitelistValidation') return '不认识的字段';
  return /[\u4e00-\u9fff]/.test(message) ? message : '格式不正确';
}

/** A value on the way through a body. */
interface Place {
  readonly pointer: string;
  readonly depth: number;
  /** Values met so far in the whole body, lists and objects included. */
  readonly met: { count: number };
}

function* textProblems(value: unknown, place: Place): Generator<ShapeProblem> {
  const { pointer, depth, met } = place;
  met.count += 1;
  if (depth > DEEPEST) yield { pointer, sentence: '嵌套过深' };
  else if (typeof value === 'string') yield* wordProblems(value, pointer);
  else if (typeof value === 'object' && value !== null) yield* partProblems(value, place);
}

function* wordProblems(value: string, pointer: string): Generator<ShapeProblem> {
  if (!value.isWellFormed()) yield { pointer, sentence: '文字中含有残缺的字符' };
  else if (value.includes('\u0000')) yield { pointer, sentence: '文字中含有不允许的控制字符' };
}

function* partProblems(value: object, { pointer, depth, met }: Place): Generator<ShapeProblem> {
  const keys = Object.keys(value);
  if (!Array.isArray(value) && keys.length > MOST_FIELDS) {
    yield { pointer, sentence: '字段过多' };
    return;
  }
  for (const key of keys) {
    if (met.count > MOST_VALUES) {
      yield { pointer, sentence: '内容过多' };
      return;
    }
    const inside = `${pointer}/${segment(key)}`;
    // The validator takes what every object inherits (`constructor`, `toString`) for fields it knows.
    if (key in Object.prototype) yield { pointer: inside, sentence: '不认识的字段' };
    else
      yield* textProblems((value as Readonly<Record<string, unknown>>)[key], {
        pointer: inside,
        depth: depth + 1,
        met,
      });
  }
}

/** A step of a pointer; a name that may be somebody's particulars is shown as `…`. */
function segment(key: string): string {
  return FIELD.test(key) ? key : '…';
}
