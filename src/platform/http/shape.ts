import { applyDecorators } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { ValidationArguments } from 'class-validator';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  IsString,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isInstant, isLocalDate, isMonth } from '../calendar/local-date.js';
import { normaliseText } from '../identity/free-text.js';
import { parseIdNumber } from '../identity/id-number.js';
import { parseName } from '../identity/person-name.js';
import { parsePhone } from '../identity/phone.js';
import { describedField } from './described-later.js';

/**
 * Shapes of request fields, each with its Chinese message and its line in the API description. Shape only:
 * whether a value may be there is the decision's word.
 */
interface Options {
  readonly description: string;
  readonly optional?: boolean;
  readonly example?: unknown;
}

function field(options: Options, schema: ApiPropertyOptions, ...checks: PropertyDecorator[]): PropertyDecorator {
  const { description, optional = false, example } = options;
  const property = describedField({
    ...schema,
    description,
    required: !optional,
    ...(example === undefined ? {} : { example }),
  } as ApiPropertyOptions);
  return applyDecorators(
    property,
    ...(optional ? [ValidateIf((_: object, value: unknown) => value !== undefined)] : []),
    ...checks,
  );
}

function judged(name: string, judge: (value: unknown) => string | undefined): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => judge(value) === undefined,
      defaultMessage: (args?: ValidationArguments) => judge(args?.value) ?? '格式不正确',
    },
  });
}

export function Code(names: Readonly<Record<string, string>>, options: Options): PropertyDecorator {
  const codes = Object.keys(names);
  return field(
    { ...options, description: `${options.description}：${legend(names)}` },
    { type: String, enum: codes },
    IsIn(codes, { message: '不在代码表中' }),
  );
}

export function Codes(names: Readonly<Record<string, string>>, options: Options): PropertyDecorator {
  const codes = Object.keys(names);
  return field(
    { ...options, description: `${options.description}：${legend(names)}` },
    { type: 'array', items: { type: 'string', enum: codes } },
    IsArray({ message: '须为数组' }),
    ArrayMaxSize(codes.length, { message: '项数过多' }),
    IsIn(codes, { each: true, message: '不在代码表中' }),
    judged('distinct', (value) =>
      Array.isArray(value) && new Set(value).size !== value.length ? '有重复项' : undefined,
    ),
  );
}

export function Day(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date', example: '2026-09-03' },
    judged('day', (value) => (isLocalDate(value) ? undefined : '须为真实存在的日期，形如 2026-09-03')),
  );
}

export function Month(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, pattern: '^\\d{4}-(0[1-9]|1[0-2])$', example: '2026-09' },
    judged('month', (value) => (isMonth(value) ? undefined : '须为月份，形如 2026-09')),
  );
}

export function Moment(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date-time', example: '2026-09-30T23:40:00+08:00' },
    judged('moment', (value) => (isInstant(value) ? undefined : '须为带时区的时刻，形如 2026-09-30T23:40:00+08:00')),
  );
}

/** Text that will be sealed. Length in characters as people count them is checked when it is normalised. */
export function Text(max: number, options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, maxLength: max },
    judged('text', (value) => {
      if (typeof value !== 'string') return '须为文字';
      const text = normaliseText(value, max);
      return text.ok ? undefined : text.reason;
    }),
  );
}

export function Id(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'uuid' },
    IsString({ message: '须为 UUID' }),
    Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, { message: '须为小写 UUID' }),
  );
}

/** A short reference of another system: coordinator, clue, case, device. Letters, digits, dash, dot and underscore. */
export function Reference(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, pattern: '^[A-Za-z0-9._:-]{1,64}$' },
    IsString({ message: '须为编号' }),
    Matches(/^[A-Za-z0-9._:-]{1,64}$/, { message: '编号只能含字母、数字和 . _ : -，最长 64 位' }),
  );
}

export function References(max: number, options: Options): PropertyDecorator {
  return field(
    options,
    { type: 'array', items: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,64}$' }, maxItems: max },
    IsArray({ message: '须为数组' }),
    ArrayMaxSize(max, { message: `最多 ${max} 项` }),
    IsString({ each: true, message: '须为编号' }),
    Matches(/^[A-Za-z0-9._:-]{1,64}$/, { each: true, message: '编号只能含字母、数字和 . _ : -，最长 64 位' }),
  );
}

/** Files named by the hash of their content. */
export function Hashes(max: number, options: Options): PropertyDecorator {
  return field(
    options,
    { type: 'array', items: { type: 'string', pattern: '^[0-9a-f]{64}$' }, maxItems: max },
    IsArray({ message: '须为数组' }),
    ArrayMaxSize(max, { message: `最多 ${max} 项` }),
    IsString({ each: true, message: '须为 64 位小写十六进制' }),
    Matches(/^[0-9a-f]{64}$/, { each: true, message: '须为 64 位小写十六进制' }),
  );
}

export function Pattern(pattern: RegExp, message: string, options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, pattern: pattern.source },
    IsString({ message }),
    Matches(pattern, { message }),
  );
}

export function Flag(options: Options): PropertyDecorator {
  return field(options, { type: Boolean }, IsBoolean({ message: '须为 true 或 false' }));
}

export function Whole(min: number, max: number, options: Options): PropertyDecorator {
  const message = `须为 ${min} 到 ${max} 的整数`;
  return field(
    options,
    { type: 'integer', minimum: min, maximum: max },
    IsInt({ message }),
    Min(min, { message }),
    Max(max, { message }),
  );
}

export function PersonName(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, minLength: 1, maxLength: 100 },
    judged('personName', (value) => {
      if (typeof value !== 'string') return '须为文字';
      const name = parseName(value);
      return name.ok ? undefined : name.reason;
    }),
  );
}

export function IdNumber(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String },
    judged('idNumber', (value) => {
      if (typeof value !== 'string') return '须为 18 位公民身份号码';
      const id = parseIdNumber(value);
      return id.ok ? undefined : id.reason;
    }),
  );
}

export function Phone(options: Options): PropertyDecorator {
  return field(
    options,
    { type: String },
    judged('phone', (value) => {
      if (typeof value !== 'string') return '须为电话号码';
      const phone = parsePhone(value);
      return phone.ok ? undefined : phone.reason;
    }),
  );
}

/** Nested object of its own class. */
export function Part(type: () => new () => object, options: Options): PropertyDecorator {
  return field(
    options,
    // The arrow's own name, `type`, is how the describer tells a class to be asked for later.
    { type: () => type() },
    judged('part', (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : '须为对象',
    ),
    ValidateNested(),
    Type(type),
  );
}

export function Parts(type: () => new () => object, max: number, options: Options): PropertyDecorator {
  return field(
    options,
    { type: () => type(), isArray: true, maxItems: max },
    IsArray({ message: '须为数组' }),
    ArrayMaxSize(max, { message: `最多 ${max} 项` }),
    judged('parts', (value) =>
      Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
        ? undefined
        : '各项须为对象',
    ),
    ValidateNested({ each: true }),
    Type(type),
  );
}

function legend(names: Readonly<Record<string, string>>): string {
  return Object.entries(names)
    .map(([code, name]) => `${code} ${name}`)
    .join('，');
}

/** Short plain words in clear: a source, a unit. Never for what concerns a person. */
export function Words(max: number, options: Options): PropertyDecorator {
  return field(
    options,
    { type: String, minLength: 1, maxLength: max },
    judged('words', (value) => {
      if (typeof value !== 'string' || value.trim() === '') return '须为文字';
      const text = normaliseText(value, max);
      return text.ok ? undefined : text.reason;
    }),
  );
}

export function Days(max: number, options: Options): PropertyDecorator {
  return field(
    options,
    { type: 'array', items: { type: 'string', format: 'date' }, maxItems: max },
    judged('days', (value) => {
      if (!Array.isArray(value) || value.length > max) return `须为至多 ${max} 个日期的数组`;
      return value.every(isLocalDate) ? undefined : '须为真实存在的日期，形如 2026-09-03';
    }),
  );
}
