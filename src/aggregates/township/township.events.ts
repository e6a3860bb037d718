import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../platform/fact.js';
import { channelNames } from './codes.js';
import type { Channel } from './codes.js';

/**
 * Every fact of a stream `township-<townCode>_<year>`: what one township did of the notice in one year, apart from its
 * households and its staff. The year is the one in which the day of the fact lies.
 */

/** Any of these may be the stream's first fact: each says whose it is. */
type OfTown = { readonly townCode: string };

/** The policy was carried to the people by one of the seven channels of S12. */
export type PublicityActRecorded = Fact<
  'PublicityActRecorded',
  OfTown & {
    readonly channel: Channel;
    readonly on: LocalDate;
    /** SHA-256 of photos or papers. */
    readonly evidence: readonly string[];
  }
>;

export type TownshipFact = PublicityActRecorded;

export const townshipSentences: Sentences<TownshipFact> = {
  PublicityActRecorded: ({ channel, on, evidence }) =>
    `${on} 通过${channelNames[channel]}开展政策宣传，佐证 ${evidence.length} 件`,
};
