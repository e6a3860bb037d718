import { caseSentences } from '../../aggregates/case/case.events.js';
import { citySentences } from '../../aggregates/city/city.events.js';
import { coordinatorSentences } from '../../aggregates/coordinator/coordinator.events.js';
import { filingSentences } from '../../aggregates/filing/filing.events.js';
import { groupSentences } from '../../aggregates/group/group.events.js';
import { householdSentences } from '../../aggregates/household/household.events.js';
import { personSentences } from '../../aggregates/person/person.events.js';
import { rulebookSentences } from '../../aggregates/rulebook/rulebook.events.js';
import { townshipSentences } from '../../aggregates/township/township.events.js';
import { villageSentences } from '../../aggregates/village/village.events.js';
import { sentenceIn } from '../../platform/change/sentences.js';
import type { Recorded } from '../../platform/fact.js';
import { categoryOf } from '../../platform/fact.js';

type Sentence = (data: never) => string;

/** The audit sentence of every fact type this release knows, by stream category. */
export const sentencesByCategory: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  case: caseSentences,
  city: citySentences,
  coordinator: coordinatorSentences,
  filing: filingSentences,
  group: groupSentences,
  household: householdSentences,
  person: personSentences,
  rulebook: rulebookSentences,
  township: townshipSentences,
  village: villageSentences,
};

export function sentenceOf(fact: Recorded): string {
  return sentenceIn(sentencesByCategory[categoryOf(fact.stream)], fact);
}
