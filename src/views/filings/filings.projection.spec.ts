import { TOWN } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import { filingsProjection } from './filings.projection.js';

const id = `2026_${TOWN}_A3`;
const said = { anchor: 'coordinator-1@0', rows: 2, contentHash: 'a'.repeat(64) };
const printed = { filledBy: box('filled by', 's-1'), reviewedBy: box('reviewed by', 's-1') };
const submission: FilingFact = {
  type: 'FilingSubmitted',
  data: { year: '2026', townCode: TOWN, annex: 'A3', ...said, ...printed },
};
const reasons = [box('a village is missing', 'r-1')];
const told = (...days: readonly (readonly [FilingFact, day: string])[]) =>
  projectionSpec(filingsProjection).given(
    days.map(([fact, day], index) => recordedFact({ fact, at: `${day}T04:00:00.000Z` }, index, `filing-${id}`)),
  );
const filed = (day: string) => ({ at: `${day}T04:00:00.000Z`, ...said, ...printed });

test('a filing keeps every submission, why it went back, and when it was accepted', () => {
  told(
    [submission, '2026-11-10'],
    [{ type: 'FilingReturned', data: { reasons } }, '2026-11-11'],
    [submission, '2026-11-16'],
    [{ type: 'FilingAccepted', data: { on: '2026-11-20' } }, '2026-11-20'],
  ).then([
    {
      _id: id,
      year: '2026',
      town: TOWN,
      annex: 'A3',
      state: 'ACCEPTED',
      submissions: [filed('2026-11-10'), filed('2026-11-16')],
      reasons,
      acceptedOn: '2026-11-20',
    },
  ]);
});

test('a filing sent back is the township’s turn', () => {
  told([submission, '2026-11-10'], [{ type: 'FilingReturned', data: { reasons } }, '2026-11-11']).then([
    { _id: id, year: '2026', town: TOWN, annex: 'A3', state: 'RETURNED', submissions: [filed('2026-11-10')], reasons },
  ]);
});

test('a campaign stands beside the filings, with its day', () => {
  const fact = { type: 'FilingCampaignOpened', data: { year: '2026', dueOn: '2026-11-12' } } as const;
  projectionSpec(filingsProjection)
    .given([recordedFact({ fact }, 0, 'city')])
    .then([{ _id: 'campaign-2026', year: '2026', dueOn: '2026-11-12', submissions: [], reasons: [] }]);
});
