import type { Filter } from 'mongodb';
import type { Projection, ViewDocument } from '../projections/projection.js';

export type Sort = Readonly<Record<string, 1 | -1>>;

export interface FindOptions<D extends ViewDocument> {
  /** Order; end it with `_id` so that pages are stable. */
  readonly sort?: Sort;
  /** Most documents to return. Default: all. */
  readonly limit?: number;
  /** A second filter, usually "past the last row of the page before"; both must hold. */
  readonly after?: Filter<D>;
}

/** One collection of a view, bound to the build that was active when it was asked for. Ended documents are hidden. */
export interface View<D extends ViewDocument> {
  find(filter: Filter<D>, options?: FindOptions<D>): Promise<D[]>;
  get(id: string): Promise<D | undefined>;
  count(filter: Filter<D>): Promise<number>;
  each(filter: Filter<D>, sort: Sort): AsyncIterable<D>;
  /**
   * True when a fact of this document, or of a part of it (`<id>/…`), could not be folded: what stands here is older
   * than the watermark.
   */
  isStale(id: string): Promise<boolean>;
}

/**
 * Where queries read. The same query runs on the live views and on a replay of the past.
 * `of` rejects with `ViewNotReady` when there is nothing to read yet.
 */
export interface Views {
  /** Resolve once per request: between two calls a rebuilt view may have taken the old one's place. */
  of<D extends ViewDocument>(projection: Projection<D>): Promise<View<D>>;
  /** Watermark: position up to which the named projection has folded the log; 0 before its first build. */
  position(projection: string): Promise<number>;
  /** The same of several, in one question. */
  positions(projections: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** The view is not built yet, or another release has rebuilt it into documents this one cannot read. Temporary: 503. */
export class ViewNotReady extends Error {
  override readonly name = 'ViewNotReady';
  constructor(
    readonly projection: string,
    readonly reason: string,
  ) {
    super(`视图 ${projection} 暂不可用：${reason}`);
  }
}
