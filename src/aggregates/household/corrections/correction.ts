import type { CorrectedFields, PendingCorrection, ProposedCorrection } from '../../../platform/change/correction.js';
import { fitsKind } from '../../../platform/change/correction.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Given } from '../../../platform/change/given.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { RegisteredHousehold } from '../household.js';
import { assertCategories } from '../listing/listing-rules.js';
import { correctable } from './correctable.js';

export type Correction = Pick<ProposedCorrection, 'corrects' | 'corrected'>;

/**
 * Whether the fact may be corrected so, given everything that has happened since. Asked when it is proposed and again
 * when it is approved. `at` is where the fields lie in the body. Returns the type of the fact.
 */
export function assertCorrectable(
  home: RegisteredHousehold,
  { corrects, corrected }: Correction,
  given: Given,
  at: string,
): string {
  const type = entryOf(home.factTypes, corrects);
  if (type === undefined) throw new RuleBroken('no-such-fact', '该户没有这项事实', '/corrects');
  const fields = correctable[type];
  if (!fields) throw new RuleBroken('not-correctable', '这类事实不能用更正办理', '/corrects');
  for (const [name, value] of Object.entries(corrected)) {
    const field = fields[name];
    if (!field) throw new RuleBroken('not-correctable', '这类事实的该项内容不能更正', `${at}/${name}`);
    if (!fitsKind(value, field)) throw new RuleBroken('not-a-code', '更正后的值不在代码表中', `${at}/${name}`);
  }
  assertDates(home, corrects, corrected, given, at);
  assertNotChangedSince(home, corrects, corrected, at);
  assertCategories(corrected, `${at}/categoryCodes`);
  if (type === 'HouseholdDelisted' && corrected['reason'] === 'OTHER' && corrected['text'] === undefined) {
    throw new RuleBroken('text-needed', '移出原因为“其他”时，说明不能为空', `${at}/text`);
  }
  return type;
}

export function openCorrection({ open }: RegisteredHousehold, proposalId: string): PendingCorrection {
  const pending = entryOf(open.corrections, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这项待复核的更正，或已办结');
  return pending;
}

/** A corrected day has happened, and stays and listings still follow one another without overlapping. */
function assertDates(
  home: RegisteredHousehold,
  corrects: string,
  { on, listedOn }: CorrectedFields,
  given: Given,
  at: string,
): void {
  for (const [field, value] of Object.entries({ on, listedOn })) {
    if (typeof value !== 'string') continue;
    const pointer = `${at}/${field}`;
    assertHappenedOn(value, given, pointer);
    const { earliest, latest } = roomFor(corrects, home);
    if (earliest !== undefined && value < earliest) {
      throw new RuleBroken('out-of-order', `更正后的日期早于 ${earliest}，与前后记录矛盾`, pointer);
    }
    if (latest !== undefined && value > latest) {
      throw new RuleBroken('out-of-order', `更正后的日期晚于 ${latest}，与前后记录矛盾`, pointer);
    }
  }
}

interface Room {
  readonly earliest?: LocalDate;
  readonly latest?: LocalDate;
}

interface Interval {
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly openedBy: string;
  readonly closedBy?: string;
}

/** Between which days the fact may lie: its own interval's other end, and the intervals before and after. */
function roomFor(corrects: string, { listings, members, registeredOn }: RegisteredHousehold): Room {
  const stays = members.map(({ periods }) => roomIn(corrects, periods, registeredOn));
  return [roomIn(corrects, listings), ...stays].find((room) => room !== undefined) ?? {};
}

function roomIn(corrects: string, intervals: readonly Interval[], since?: LocalDate): Room | undefined {
  const opened = intervals.findIndex(({ openedBy }) => openedBy === corrects);
  if (opened >= 0) return { earliest: intervals[opened - 1]?.until ?? since, latest: intervals[opened]?.until };
  const closed = intervals.findIndex(({ closedBy }) => closedBy === corrects);
  if (closed >= 0) return { earliest: intervals[closed]?.from, latest: intervals[closed + 1]?.from };
  return undefined;
}

/** What a later fact has said anew is put right by another such fact, or the older word would win over the newer. */
function assertNotChangedSince(
  { listings, groupFrom }: RegisteredHousehold,
  corrects: string,
  corrected: CorrectedFields,
  at: string,
): void {
  const adjusted = listings.find(({ openedBy }) => openedBy === corrects)?.adjusted ?? [];
  const outdated = Object.keys(corrected).find(
    (field) => adjusted.includes(field) || (field === 'groupNo' && groupFrom !== corrects),
  );
  if (outdated !== undefined) {
    throw new RuleBroken('changed-since', '该项内容之后已有变更，请办理新的变更', `${at}/${outdated}`);
  }
}
