import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Channel } from '../../aggregates/township/codes.js';
import { channelNames } from '../../aggregates/township/codes.js';
import { covers } from '../../platform/auth/area.js';
import { localDateOf, yearOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { ChannelsDocument } from './channels.projection.js';
import { channelsProjection } from './channels.projection.js';

export interface ChannelsFilter extends PageQuery {
  readonly town?: string;
  /** The present year by default. */
  readonly year?: string;
}

/** One of the seven channels in a township's year. */
export interface ChannelUse {
  readonly channel: Channel;
  readonly name: string;
  readonly acts: number;
  readonly firstOn: LocalDate | null;
  readonly lastOn: LocalDate | null;
  readonly quarters: readonly Period[];
}

export interface ChannelsRow {
  readonly townCode: string;
  readonly townName: string;
  readonly year: string;
  /** All seven, in the order of the notice. */
  readonly channels: readonly ChannelUse[];
  readonly used: number;
  readonly missing: readonly Channel[];
}

/** Which of the seven channels every township of the area used in the year, and which not (S12), by code. */
export class FindChannels extends Query<Page<ChannelsRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: ChannelsFilter,
  ) {
    super();
  }
}

@QueryHandler(FindChannels)
export class FindChannelsHandler implements IQueryHandler<FindChannels> {
  async execute({ reading, filter }: FindChannels): Promise<Page<ChannelsRow>> {
    const limit = limitOf(filter);
    const past = String(cursorOf('channels', filter, 1)?.[0] ?? '');
    const found = rowsOf(await channelDocuments(reading, filter), reading, filter).filter(
      ({ townCode }) => townCode > past,
    );
    return pageOf('channels', found, limit, found, ({ townCode }) => [townCode]);
  }
}

/** What is known of the year in the area, in the order of township. */
export async function channelDocuments(reading: Reading, filter: ChannelsFilter): Promise<readonly ChannelsDocument[]> {
  const view = await reading.views.of(channelsProjection);
  const { town } = filter;
  const wanted = { $and: [areaFilter(reading.area), { year: yearAsked(reading, filter) }, town ? { town } : {}] };
  return view.find(wanted, { sort: { town: 1, _id: 1 } });
}

export function yearAsked({ now }: Reading, { year }: ChannelsFilter): string {
  return year ?? yearOf(localDateOf(now));
}

/** A line for every township of the area, also for one that did nothing. */
export function rowsOf(
  documents: readonly ChannelsDocument[],
  reading: Reading,
  filter: ChannelsFilter,
): readonly ChannelsRow[] {
  const known = new Map(documents.map((document) => [document.town, document]));
  return reading.rules.divisions
    .townships()
    .filter(({ code }) => covers(reading.area, { townCode: code }))
    .filter(({ code }) => filter.town === undefined || code === filter.town)
    .map(({ code, name }) => {
      const channels = channelsOf(known.get(code));
      const missing = channels.filter(({ acts }) => acts === 0).map(({ channel }) => channel);
      const used = channels.length - missing.length;
      return { townCode: code, townName: name, year: yearAsked(reading, filter), channels, used, missing };
    });
}

function channelsOf(document: ChannelsDocument | undefined): readonly ChannelUse[] {
  return (Object.keys(channelNames) as Channel[]).map((channel) => {
    const used = document?.channels.find((one) => one.channel === channel);
    return {
      channel,
      name: channelNames[channel],
      acts: used?.acts ?? 0,
      firstOn: used?.firstOn ?? null,
      lastOn: used?.lastOn ?? null,
      quarters: [...(used?.quarters ?? [])].sort(),
    };
  });
}
