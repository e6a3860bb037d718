import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CorrectedFields, PendingCorrection, ProposedCorrection } from '../../../platform/change/correction.js';
import { fitsKind } from '../../../platform/change/correction.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Given } from '../../../platform/change/given.js';
import { yuan } from '../../../platform/change/sentences.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { measureOf, moneyIn } from '../benefits/benefit-rules.js';
import type { KnownCase } from '../case.js';
import { assertFounded } from '../closing/sub-items.js';
import { assertDecidable, assertTerm } from '../measures/decision-rules.js';
import type { ToldFact } from '../told-facts.js';
import type { CorrectableFact } from './correctable.js';
import { correctable } from './correctable.js';

/** Kinds of facts that explain themselves in words where the reason is another one. */
const EXPLAINED: readonly string[] = ['CentralCareLeft', 'CareAgreementEnded'];

/**
 * Whether a fact may be corrected so, given everything that has happened since. Asked when it is proposed and again when
 * it is approved. `at` is where the fields lie in the body. Returns what is known of the fact.
 */
export function assertCorrectable(
  caseFile: KnownCase,
  { corrects, corrected }: Pick<ProposedCorrection, 'corrects' | 'corrected'>,
  given: Given,
  at: string,
): ToldFact {
  const fact = caseFile.facts.find(({ id }) => id === corrects);
  if (!fact) throw new RuleBroken('no-such-fact', '本案没有这项事实', '/corrects');
  const how = correctable[fact.type];
  if (!how) throw new RuleBroken('not-correctable', '这类事实不能用更正办理', '/corrects');
  for (const [name, value] of Object.entries(corrected)) {
    const field = entryOf(how.fields, name);
    if (!field) throw new RuleBroken('not-correctable', '这类事实的该项内容不能更正', `${at}/${name}`);
    if (!fitsKind(value, field)) throw new RuleBroken('not-a-code', '更正后的值不在代码表中', `${at}/${name}`);
    if (Array.isArray(value) && value.length === 0)
      throw new RuleBroken('nothing-left', '更正后须至少保留一项', `${at}/${name}`);
  }
  if (aboutSame(caseFile, fact, how).some(({ type }) => how.until?.includes(type)))
    throw new RuleBroken('changed-since', '之后已据此办理，不能再更正，请办理新的事项', '/corrects');
  assertDay(caseFile, fact, how, corrected, given, `${at}/on`);
  assertRules(caseFile, fact, corrected, given, at);
  return fact;
}

export function openCorrection({ corrections }: KnownCase, proposalId: string): PendingCorrection {
  const pending = entryOf(corrections, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这项待复核的更正，或已办结');
  return pending;
}

/** What the fact is about, where a case holds several of the kind. */
export function aboutOf({ type, ids }: ToldFact): string | undefined {
  const about = correctable[type]?.about;
  return about && ids[about];
}

/** Everything that was told later of what the fact is about, or of the case as a whole. */
function aboutSame({ facts }: KnownCase, fact: ToldFact, { about }: CorrectableFact): readonly ToldFact[] {
  const mine = about && fact.ids[about];
  return facts
    .slice(facts.indexOf(fact) + 1)
    .filter(({ ids }) => Object.keys(ids).length === 0 || (about !== undefined && ids[about] === mine));
}

/** A corrected day has happened, and what came before and after still does. */
function assertDay(
  { facts }: KnownCase,
  fact: ToldFact,
  { about, behind = [], before = [] }: CorrectableFact,
  { on }: CorrectedFields,
  given: Given,
  pointer: string,
): void {
  if (typeof on !== 'string') return;
  assertHappenedOn(on, given, pointer);
  const own = facts.filter(({ ids }) => about === undefined || ids[about] === fact.ids[about]);
  const here = own.indexOf(fact);
  const earliest = own.slice(0, here).findLast(({ type }) => behind.includes(type))?.on;
  const latest = own.slice(here + 1).find(({ type }) => before.includes(type))?.on;
  if (earliest !== undefined && on < earliest)
    throw new RuleBroken('out-of-order', `更正后的日期早于 ${earliest}，与前后记录矛盾`, pointer);
  if (latest !== undefined && on > latest)
    throw new RuleBroken('out-of-order', `更正后的日期晚于 ${latest}，与前后记录矛盾`, pointer);
}

/** The rules that would have looked at the right value look at it now. */
function assertRules(caseFile: KnownCase, fact: ToldFact, corrected: CorrectedFields, given: Given, at: string): void {
  const { reason, text, money, from, subItems } = corrected;
  if (EXPLAINED.includes(fact.type) && reason === 'OTHER' && text === undefined)
    throw new RuleBroken('text-needed', '原因为“其他”时，说明不能为空', `${at}/text`);
  if (fact.type === 'BenefitPaid' && typeof money === 'number') assertGranted(caseFile, fact, money, `${at}/money`);
  if (typeof from === 'string') assertStart(caseFile, fact, from, given, `${at}/from`);
  if (Array.isArray(subItems)) assertClassified(caseFile, subItems, `${at}/subItems`);
}

function assertGranted(caseFile: KnownCase, { ids, period = '' }: ToldFact, money: number, pointer: string): void {
  const due = moneyIn(measureOf(caseFile, ids.measureId ?? ''), period);
  if (due === undefined) throw new RuleBroken('not-in-force', `该项救助在 ${period} 未生效`, pointer);
  if (money > due) throw new RuleBroken('more-than-granted', `发放金额超过确认的 ${yuan(due)} 元`, pointer);
}

function assertStart(caseFile: KnownCase, { ids }: ToldFact, from: LocalDate, given: Given, pointer: string): void {
  const { kind, validUntil } = measureOf(caseFile, ids.measureId ?? '');
  assertTerm(kind, { from, validUntil }, given.rules, pointer);
}

/** How much is granted and from when is corrected by who might have decided so, at the end of the same procedure (I-25). */
export function assertApprover({ applications }: KnownCase, { type, ids }: ToldFact, given: Given): void {
  const application = applications[ids.applicationId ?? ''];
  if (type === 'MeasureGranted' && application) assertDecidable(application, given);
}

/** Watched is without sub-items; newly aided bears those that something stands behind. */
function assertClassified(caseFile: KnownCase, subItems: readonly string[], pointer: string): void {
  if (caseFile.status !== 'AIDED') throw new RuleBroken('I-15', '救助观察没有分项', pointer);
  // Whether the family is monitored followed from the sub-items there were.
  if (caseFile.plannedKinds.includes('MONITORING'))
    throw new RuleBroken('changed-since', '之后已据此办理监测，不能再更正', pointer);
  assertFounded(caseFile, subItems, pointer);
}
