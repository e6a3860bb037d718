import { caseFile } from './aggregates/case/case.js';
import { city } from './aggregates/city/city.js';
import { coordinator } from './aggregates/coordinator/coordinator.js';
import { filing } from './aggregates/filing/filing.js';
import { group } from './aggregates/group/group.js';
import { household } from './aggregates/household/household.js';
import { person } from './aggregates/person/person.js';
import { rulebook } from './aggregates/rulebook/rulebook.js';
import { township } from './aggregates/township/township.js';
import { village } from './aggregates/village/village.js';
import type { UpcastChains } from './platform/change/upcast.js';
import type { Recorded } from './platform/fact.js';
import { categoryOf } from './platform/fact.js';

type Step = (state: never, fact: never) => unknown;

/** A fold whose own types are hidden, so that the folds of all aggregates share one table. */
export interface KnownAggregate {
  readonly initial: unknown;
  readonly fold: Readonly<Record<string, Step>>;
  readonly upcasts?: UpcastChains;
}

/** The fold of every stream category this release knows. */
export const aggregatesByCategory: Readonly<Record<string, KnownAggregate>> = {
  case: caseFile,
  city,
  coordinator,
  filing,
  group,
  household,
  person,
  rulebook,
  township,
  village,
};

/** One step of remembering; a fact of an unknown type leaves the state as it is. Throws what the fold throws. */
export function remember(state: unknown, fact: Recorded): unknown {
  const aggregate = aggregatesByCategory[categoryOf(fact.stream)];
  const step = aggregate?.fold[fact.type];
  return step ? step((state ?? aggregate?.initial) as never, fact as never) : state;
}
