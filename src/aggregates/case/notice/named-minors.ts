import { textForHash } from '../../../platform/identity/free-text.js';
import type { NamedPerson } from './family-names.port.js';

/** A name of one character stands in half of all words. */
const SHORTEST = 2;

/**
 * Indexes of the texts in which a minor is called by name, however it is spaced. An adult's longer name that has a
 * minor's in it is no mention of the minor: 李明华 may hang there although his son is 李明.
 */
export function namedMinors(texts: readonly string[], people: readonly NamedPerson[]): readonly number[] {
  const sought = namesOf(people, true).filter((name) => [...name].length >= SHORTEST);
  const longer = namesOf(people, false).filter((adult) =>
    sought.some((name) => adult !== name && adult.includes(name)),
  );
  const names = (text: string): boolean => {
    const left = longer.reduce((rest, adult) => rest.replaceAll(adult, '|'), textForHash(text));
    return sought.some((name) => left.includes(name));
  };
  return texts.flatMap((text, index) => (names(text) ? [index] : []));
}

function namesOf(people: readonly NamedPerson[], minor: boolean): readonly string[] {
  return people.filter((person) => person.minor === minor).map(({ name }) => textForHash(name));
}
