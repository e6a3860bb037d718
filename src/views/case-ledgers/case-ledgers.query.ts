import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { classNames, ineligibilityNames, pathNames, subItemNames } from '../../aggregates/case/codes.js';
import type { LapsedReason } from '../../aggregates/case/refusal-grounds.js';
import { lapsedReasons } from '../../aggregates/case/refusal-grounds.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { after } from '../../platform/http/cursor.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { CaseLedgersDocument, Refusal } from './case-ledgers.projection.js';
import { caseLedgersProjection } from './case-ledgers.projection.js';
import { withFamiliesNow } from '../merged-families/families-now.js';

export interface LedgerFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
}

export interface IneligibleFilter extends LedgerFilter {
  /** Whether some reason may hold no longer by the rules in force. */
  readonly reasonNoLongerHolds?: 'true' | 'false';
}

export interface ClassFilter extends LedgerFilter {
  readonly class?: string;
  readonly subItem?: string;
}

interface CasePlace {
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly householdRef: string | null;
}

export interface RefusalRow {
  readonly applicationId: string | null;
  /** What was applied for; null for the family as a whole. */
  readonly pathName: string | null;
  readonly on: LocalDate;
  readonly reasonCodes: readonly string[];
  readonly reasonNames: readonly string[];
  readonly ruleVersion: number;
  /** Which of the reasons the rules in force no longer bear out, and why. */
  readonly noLongerHolds: readonly LapsedReason[];
  readonly hasRealDifficulty: boolean | null;
  /** Null until the family was told in writing. */
  readonly notifiedOn: LocalDate | null;
}

export interface IneligibleRow extends CasePlace {
  readonly refusals: readonly RefusalRow[];
}

export interface ClassRow extends CasePlace {
  readonly class: string;
  readonly className: string;
  readonly subItems: readonly string[];
  readonly subItemNames: readonly string[];
  readonly beneficiaries: number;
  readonly classifiedOn: LocalDate | null;
}

/** Cases in which somebody does not qualify, with every reason (S19), township by township. */
export class FindIneligible extends Query<Page<IneligibleRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: IneligibleFilter,
  ) {
    super();
  }
}

/** The two classes of S28: newly aided by sub-item, and observed. */
export class FindClassified extends Query<Page<ClassRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: ClassFilter,
  ) {
    super();
  }
}

const ORDER = [
  ['town', 1],
  ['village', 1],
  ['_id', 1],
] as const;

@QueryHandler(FindIneligible)
export class FindIneligibleHandler implements IQueryHandler<FindIneligible> {
  execute({ reading, filter }: FindIneligible): Promise<Page<IneligibleRow>> {
    return pageIn('ineligible', reading, filter, {
      wanted: ineligibleFilter(reading, filter),
      rowOf: ineligibleRow,
      keep: keptOf(filter),
    });
  }
}

@QueryHandler(FindClassified)
export class FindClassifiedHandler implements IQueryHandler<FindClassified> {
  execute({ reading, filter }: FindClassified): Promise<Page<ClassRow>> {
    return pageIn('classes', reading, filter, { wanted: classFilter(reading, filter), rowOf: classRow });
  }
}

/** Every line of a ledger with the documents that tell them, for its sheet. */
export async function ledgerIn<Row>(
  reading: Reading,
  wanted: Record<string, unknown>,
  rowOf: (document: CaseLedgersDocument, reading: Reading) => Row,
  keep: (row: Row) => boolean = () => true,
): Promise<{ readonly rows: readonly Row[]; readonly documents: readonly CaseLedgersDocument[] }> {
  const view = await reading.views.of(caseLedgersProjection);
  const documents: CaseLedgersDocument[] = [];
  for await (const document of view.each(wanted, Object.fromEntries(ORDER))) documents.push(document);
  const now = await withFamiliesNow(reading.views, documents);
  const lines = now.map((document) => ({ document, row: rowOf(document, reading) })).filter(({ row }) => keep(row));
  return { rows: lines.map(({ row }) => row), documents: lines.map(({ document }) => document) };
}

/** Told at reading: what still holds follows the rules in force and stands in no document. */
export function keptOf({ reasonNoLongerHolds }: IneligibleFilter): ((row: IneligibleRow) => boolean) | undefined {
  if (reasonNoLongerHolds === undefined) return undefined;
  const lapsed = ({ refusals }: IneligibleRow) => refusals.some(({ noLongerHolds }) => noLongerHolds.length > 0);
  return (row) => lapsed(row) === (reasonNoLongerHolds === 'true');
}

export function ineligibleFilter(reading: Reading, filter: IneligibleFilter): Record<string, unknown> {
  return { $and: [areaFilter(reading.area), { refused: true, ...unitOf(filter) }] };
}

export function classFilter(reading: Reading, filter: ClassFilter): Record<string, unknown> {
  const { class: kind, subItem } = filter;
  const classes = kind === undefined ? { $in: Object.keys(classNames) } : kind;
  const items = subItem === undefined ? {} : { subItems: subItem };
  return { $and: [areaFilter(reading.area), { class: classes, ...items, ...unitOf(filter) }] };
}

export function ineligibleRow(document: CaseLedgersDocument, reading: Reading): IneligibleRow {
  return { ...placeOf(document, reading), refusals: document.refusals.map((refusal) => refusalRow(refusal, reading)) };
}

export function classRow(document: CaseLedgersDocument, reading: Reading): ClassRow {
  const { class: kind, subItems, beneficiaries, classifiedOn } = document;
  return {
    ...placeOf(document, reading),
    class: kind,
    className: classNames[kind] ?? kind,
    subItems,
    subItemNames: subItems.map((item) => subItemNames[item] ?? item),
    beneficiaries,
    classifiedOn: classifiedOn ?? null,
  };
}

interface Ledger<Row> {
  readonly wanted: Record<string, unknown>;
  readonly rowOf: (document: CaseLedgersDocument, reading: Reading) => Row;
  /** What no stored field tells. */
  readonly keep?: (row: Row) => boolean;
}

async function pageIn<Row>(
  name: string,
  reading: Reading,
  filter: PageQuery,
  { wanted, rowOf, keep }: Ledger<Row>,
): Promise<Page<Row>> {
  const limit = limitOf(filter);
  const cursor = cursorOf(name, filter, ORDER.length);
  const view = await reading.views.of(caseLedgersProjection);
  const found = await view.find(wanted, {
    sort: Object.fromEntries(ORDER),
    ...(keep ? {} : { limit: limit + 1 }),
    ...(cursor ? { after: after(ORDER, cursor) } : {}),
  });
  const now = await withFamiliesNow(reading.views, found);
  const lines = now.map((document) => ({ document, row: rowOf(document, reading) }));
  const kept = (keep ? lines.filter(({ row }) => keep(row)) : lines).slice(0, limit + 1);
  const rows = kept.slice(0, limit).map(({ row }) => row);
  const shown = kept.map(({ document }) => document);
  return pageOf(name, shown, limit, rows, ({ town, village = '', _id }) => [town, village, _id]);
}

function unitOf({ town, village }: LedgerFilter): Record<string, string> {
  return { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
}

function placeOf({ _id, caseNo, town, village, householdRef }: CaseLedgersDocument, { rules }: Reading): CasePlace {
  return {
    caseId: _id,
    caseNo: caseNo ?? null,
    townCode: town,
    townName: rules.divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: rules.divisions.nameOf(village),
    householdRef: householdRef ?? null,
  };
}

function refusalRow(
  { applicationId, path, on, reasonCodes, ruleVersion, ...rest }: Refusal,
  { rules, now }: Reading,
): RefusalRow {
  return {
    applicationId: applicationId ?? null,
    pathName: path === undefined ? null : (pathNames[path] ?? path),
    on,
    reasonCodes,
    reasonNames: reasonCodes.map((code) => ineligibilityNames[code] ?? code),
    ruleVersion,
    noLongerHolds: lapsedReasons({ reasonCodes, ruleVersion, on }, rules, localDateOf(now)),
    hasRealDifficulty: rest.hasRealDifficulty ?? null,
    notifiedOn: rest.notifiedOn ?? null,
  };
}
