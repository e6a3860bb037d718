import type { Channel } from '../../aggregates/township/codes.js';
import { channelNames } from '../../aggregates/township/codes.js';
import type { Column } from '../../platform/spreadsheets/sheet.js';
import type { ChannelsRow } from './channels.query.js';

/** Acts by channel, a column for each of the seven (S12). */
export const channelColumns: readonly Column<ChannelsRow>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '乡镇(街道)', width: 14, kind: 'text', value: ({ townName }) => townName },
  ...(Object.keys(channelNames) as Channel[]).map(
    (channel): Column<ChannelsRow> => ({
      heading: channelNames[channel],
      width: 10,
      kind: 'integer',
      value: ({ channels }) => channels.find((use) => use.channel === channel)?.acts ?? 0,
    }),
  ),
  { heading: '已用渠道数', width: 10, kind: 'integer', value: ({ used }) => used },
  {
    heading: '未用渠道',
    width: 30,
    kind: 'text',
    value: ({ missing }) => missing.map((channel) => channelNames[channel]).join('、'),
  },
];
