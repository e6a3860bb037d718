import { TOWN } from '../../../../test/support/coordinators.js';
import { bureau, given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import type { FilingFact } from '../filing.events.js';
import { filing } from '../filing.js';
import { AcceptFiling, acceptFiling } from './accept-filing.js';
import type { FilingOccasion } from './frozen-roster.port.js';
import { ReturnFiling, returnFiling } from './return-filing.js';
import { SubmitFiling, submitFiling } from './submit-filing.js';

const named = { year: '2026', townCode: TOWN, annex: 'A3' } as const;
const roster = { anchor: 'coordinator-1@0', rows: 2, contentHash: 'a'.repeat(64), kept: { coordinators: [] } };
const occasion: FilingOccasion = { dueOn: '2026-11-12', roster };
const [filledBy, reviewedBy] = [box('filled by', 's-1'), box('reviewed by', 's-1')];
const submit = new SubmitFiling(named, filledBy, reviewedBy);
const id = `2026_${TOWN}_A3`;
const reasons = [box('a village is missing', 'r-1')];
const submission = {
  type: 'FilingSubmitted',
  data: { ...named, ...roster, filledBy, reviewedBy },
} as const satisfies FilingFact;
const submitted = { fact: submission };
const returned = { fact: { type: 'FilingReturned', data: { reasons } } } as const;
const accepted = { fact: { type: 'FilingAccepted', data: { on: '2026-11-20' } } } as const;

describe('submitting a filing', () => {
  it('freezes the roster with its anchor, its people, its hash and its lines, first and after a return', () => {
    for (const told of [[], [submitted, returned]])
      given(filing, told).when(submitFiling, submit, { foreign: occasion }).then([submission]);
  });

  it('is taken after the last day as well: it is late, not refused', () => {
    given(filing).when(submitFiling, submit, { foreign: occasion, now: '2026-11-16T01:00:00.000Z' }).then([submission]);
  });

  it('is refused without a campaign, of an empty roster, while the bureau has it, and for ever once accepted', () => {
    const { when } = given(filing);
    when(submitFiling, submit, { foreign: { roster } }).thenRefused('no-campaign', '/year');
    when(submitFiling, submit, { foreign: { ...occasion, roster: { ...roster, rows: 0 } } }).thenRefused(
      'empty-roster',
      '/annex',
    );
    given(filing, [submitted]).when(submitFiling, submit, { foreign: occasion }).thenRefused('already-submitted');
    given(filing, [submitted, accepted])
      .when(submitFiling, submit, { foreign: occasion })
      .thenRefused('already-accepted');
  });
});

describe('returning a filing', () => {
  const back = new ReturnFiling(id, reasons);

  it('says why; a second return has nothing to do', () => {
    given(filing, [submitted]).when(returnFiling, back, { actor: bureau }).then([returned.fact]);
    given(filing, [submitted, returned]).when(returnFiling, back, { actor: bureau }).then([]);
  });

  it('is refused without a reason, once accepted, and where nothing was submitted', () => {
    given(filing, [submitted]).when(returnFiling, new ReturnFiling(id, [])).thenRefused('no-reason', '/reasons');
    given(filing, [submitted, accepted]).when(returnFiling, back).thenRefused('already-accepted');
    given(filing).when(returnFiling, back).thenNotFound();
  });
});

describe('accepting a filing', () => {
  const accept = new AcceptFiling(id);
  const now = '2026-11-20T04:00:00.000Z';

  it('stands on the day it was done; a second acceptance has nothing to do', () => {
    given(filing, [submitted]).when(acceptFiling, accept, { now }).then([accepted.fact]);
    given(filing, [submitted, returned, submitted]).when(acceptFiling, accept, { now }).then([accepted.fact]);
    given(filing, [submitted, accepted]).when(acceptFiling, accept).then([]);
  });

  it('is refused between a return and the next submission, and where nothing was submitted', () => {
    given(filing, [submitted, returned]).when(acceptFiling, accept).thenRefused('not-submitted');
    given(filing).when(acceptFiling, accept).thenNotFound();
  });
});
