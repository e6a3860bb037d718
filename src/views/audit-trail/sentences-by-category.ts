import { citySentences } from '../../aggregates/city/city.events.js';
import { householdSentences } from '../../aggregates/household/household.events.js';
import { personSentences } from '../../aggregates/person/person.events.js';
import { rulebookSentences } from '../../aggregates/rulebook/rulebook.events.js';
import type { Recorded } from '../../platform/fact.js';
import { categoryOf } from '../../platform/fact.js';

type Sentence = (data: never) => string;

/** The audit sentence of every fact type this release knows, by stream category. */
export const sentencesByCategory: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  city: citySentences,
  household: householdSentences,
  person: personSentences,
  rulebook: rulebookSentences,
};

/** What a clerk would read aloud, rendered from the fact itself. */
export function sentenceOf(fact: Recorded): string {
  const sentence = sentencesByCategory[categoryOf(fact.stream)]?.[fact.type];
  return sentence ? sentence(fact.data as never) : `（本版本不认识的事实 ${fact.type}）`;
}
