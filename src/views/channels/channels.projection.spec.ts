import { TOWN } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { Channel } from '../../aggregates/township/codes.js';
import type { PublicityActRecorded } from '../../aggregates/township/township.events.js';
import { channelsProjection } from './channels.projection.js';

const act = (channel: Channel, on: string): PublicityActRecorded => ({
  type: 'PublicityActRecorded',
  data: { townCode: TOWN, channel, on, evidence: [] },
});

test('each channel counts its acts, its days whatever the order of entering, and its quarters', () => {
  const facts = [act('WECHAT', '2026-05-02'), act('LEAFLET', '2026-09-01'), act('WECHAT', '2026-02-01')];
  const again = act('WECHAT', '2026-05-03');
  projectionSpec(channelsProjection)
    .given([...facts, again].map((fact, index) => recordedFact({ fact }, index, `township-${TOWN}_2026`)))
    .then([
      {
        _id: `${TOWN}_2026`,
        town: TOWN,
        year: '2026',
        channels: [
          { channel: 'WECHAT', acts: 3, firstOn: '2026-02-01', lastOn: '2026-05-03', quarters: ['2026-Q2', '2026-Q1'] },
          { channel: 'LEAFLET', acts: 1, firstOn: '2026-09-01', lastOn: '2026-09-01', quarters: ['2026-Q3'] },
        ],
      },
    ]);
});

test('another year is another document', () => {
  const facts = [
    recordedFact({ fact: act('WEIBO', '2025-12-31') }, 0, `township-${TOWN}_2025`),
    recordedFact({ fact: act('WEIBO', '2026-01-01') }, 0, `township-${TOWN}_2026`),
  ];
  const used = (on: string, quarter: string) => [
    { channel: 'WEIBO' as const, acts: 1, firstOn: on, lastOn: on, quarters: [quarter] },
  ];
  projectionSpec(channelsProjection)
    .given(facts)
    .then([
      { _id: `${TOWN}_2025`, town: TOWN, year: '2025', channels: used('2025-12-31', '2025-Q4') },
      { _id: `${TOWN}_2026`, town: TOWN, year: '2026', channels: used('2026-01-01', '2026-Q1') },
    ]);
});
