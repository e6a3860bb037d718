import type { Channel } from '../../aggregates/township/codes.js';
import type { PublicityActRecorded } from '../../aggregates/township/township.events.js';
import { quarterOf, yearOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** How one channel was used in the year. */
export interface UsedChannel {
  readonly channel: Channel;
  readonly acts: number;
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
  /** Quarters in which it was used, in the order told (F2 counts channels by quarter). */
  readonly quarters: readonly Period[];
}

/** The channels one township used in one year; a year without publicity has no document. */
export interface ChannelsDocument extends ViewDocument {
  readonly town: string;
  readonly year: string;
  readonly channels: readonly UsedChannel[];
}

export const channelsProjection: Projection<ChannelsDocument> = {
  name: 'channels',
  version: 1,
  categories: ['township'],
  keys: ({ stream, type }) => (type === 'PublicityActRecorded' ? [entityOf(stream)] : []),
  indexes: [{ name: 'year_town', key: { year: 1, town: 1, _id: 1 } }],
  ...reducer<ChannelsDocument, PublicityActRecorded>({
    PublicityActRecorded: (known, { data: { townCode, channel, on } }) => {
      const channels = known?.channels ?? [];
      const before = channels.find((used) => used.channel === channel);
      const now = usedAgain(before ?? { channel, acts: 0, firstOn: on, lastOn: on, quarters: [] }, on);
      return {
        town: townCode,
        year: yearOf(on),
        channels: before ? channels.map((used) => (used === before ? now : used)) : [...channels, now],
      };
    },
  }),
};

/** Acts may be entered in any order of their days. */
function usedAgain(used: UsedChannel, on: LocalDate): UsedChannel {
  const quarter = quarterOf(on);
  return {
    ...used,
    acts: used.acts + 1,
    firstOn: on < used.firstOn ? on : used.firstOn,
    lastOn: on > used.lastOn ? on : used.lastOn,
    quarters: used.quarters.includes(quarter) ? used.quarters : [...used.quarters, quarter],
  };
}
