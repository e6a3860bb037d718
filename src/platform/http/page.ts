import type { FastifyReply } from 'fastify';
import type { CursorValues } from './cursor.js';
import { PAGE_DEFAULT, PAGE_LIMIT, decodeCursor, encodeCursor } from './cursor.js';
import { Pattern, Whole } from './shape.js';
import { Transform } from 'class-transformer';

/** Query parameters of every list. */
export class PageQuery {
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value,
  )
  @Whole(1, PAGE_LIMIT, { description: '每页行数', optional: true })
  limit?: number;

  @Pattern(/^[A-Za-z0-9_-]{1,800}$/, '翻页标记无效', { description: '上一页给出的翻页标记', optional: true })
  cursor?: string;

  @Pattern(/^[0-9A-Za-z:.+-]{10,60}$/, '截至时间须为 ISO-8601 时刻或位置令牌', {
    description: '截至：ISO-8601 时刻或位置令牌，答复为当时所知的内容',
    optional: true,
  })
  asOf?: string;

  @Pattern(/^[0-9a-f-]{36}:\d{1,15}$/, '位置令牌格式不正确', {
    description: '至少读到该位置(也可用 X-Min-Position 请求头)',
    optional: true,
  })
  minPosition?: string;
}

/** A page of a list. `next` is absent on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

export function limitOf(query: PageQuery): number {
  return query.limit ?? PAGE_DEFAULT;
}

/** Cuts one row more than the limit into a page and its cursor. */
export function pageOf<Document, Row>(
  list: string,
  found: readonly Document[],
  limit: number,
  rows: readonly Row[],
  sortValues: (document: Document) => CursorValues,
): Page<Row> {
  const last = found[limit - 1];
  const more = found.length > limit && last !== undefined;
  return { rows: rows.slice(0, limit), ...(more ? { next: encodeCursor(list, sortValues(last)) } : {}) };
}

export function cursorOf(list: string, query: PageQuery, length: number): CursorValues | undefined {
  return query.cursor === undefined ? undefined : decodeCursor(list, query.cursor, length);
}

/** `Link: <…>; rel="next"` beside the body's own `next`. */
export function linkNext(reply: FastifyReply, next: string | undefined): void {
  if (next === undefined) return;
  const url = new URL(reply.request.url, 'http://localhost');
  url.searchParams.set('cursor', next);
  void reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
}
