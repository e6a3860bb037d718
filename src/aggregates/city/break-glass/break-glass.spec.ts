import { bureau, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import type { BreakGlassOpened } from '../city.events.js';
import { city, grantInForce } from '../city.js';
import { CloseBreakGlass, closeBreakGlass } from './close-break-glass.js';
import { OpenBreakGlass, openBreakGlass } from './open-break-glass.js';
import { ReviewBreakGlass, reviewBreakGlass } from './review-break-glass.js';

const now = '2026-09-10T04:00:00.000Z';
const grant: BreakGlassOpened['data'] = {
  grantId: 'g-1',
  townCode: '341871001',
  reason: '暴雨转移独居老人',
  until: '2026-09-10T08:00:00.000Z',
  reviewDueAt: '2026-09-13T04:00:00.000Z',
};
const opened = { fact: { type: 'BreakGlassOpened', data: grant } } as const;
const closed = { fact: { type: 'BreakGlassClosed', data: { grantId: 'g-1' } } } as const;
const reviewed = {
  fact: { type: 'BreakGlassReviewed', data: { grantId: 'g-1', justified: true, text: '情况属实' } },
} as const;
const open = (hours: number, townCode = '341871001') => new OpenBreakGlass('g-1', townCode, '暴雨转移独居老人', hours);
const close = (grantId = 'g-1') => new CloseBreakGlass(grantId);
const review = (grantId = 'g-1', justified = true) => new ReviewBreakGlass(grantId, justified, '情况属实');

describe('breaking the glass', () => {
  it('opens one township for the hours asked, to be reviewed within BREAK-GLASS-REVIEW', () => {
    given(city)
      .when(openBreakGlass, open(1), { now })
      .then([{ type: 'BreakGlassOpened', data: { ...grant, until: '2026-09-10T05:00:00.000Z' } }]);
  });

  it('is refused for longer than BREAK-GLASS-HOURS (break-glass-hours); the longest itself is granted', () => {
    const { when } = given(city);
    when(openBreakGlass, open(5), { now }).thenRefused('break-glass-hours', '/hours');
    when(openBreakGlass, open(4), { now }).then([opened.fact]);
  });

  it('is refused for what is no township of the city (break-glass-scope)', () => {
    const { when } = given(city);
    when(openBreakGlass, open(4, '341802001'), { now }).thenRefused('break-glass-scope', '/townCode');
    when(openBreakGlass, open(4, '341881100'), { now }).then([
      { type: 'BreakGlassOpened', data: { ...grant, townCode: '341881100' } },
    ]);
  });
});

describe('closing an emergency grant', () => {
  it('is for its holder or the bureau; to anybody else there is no such grant', () => {
    const { when } = given(city, [opened]);
    when(closeBreakGlass, close(), { actor: officer }).then([closed.fact]);
    when(closeBreakGlass, close(), { actor: bureau }).then([closed.fact]);
    when(closeBreakGlass, close(), { actor: reviewer }).thenRefused('no-such-grant');
  });

  it('is refused for a grant never opened, to the bureau too (no-such-grant)', () => {
    given(city, [opened]).when(closeBreakGlass, close('g-2'), { actor: bureau }).thenRefused('no-such-grant');
  });

  it('has nothing to do once it is closed or reviewed', () => {
    given(city, [opened, closed]).when(closeBreakGlass, close()).then([]);
    given(city, [opened, reviewed]).when(closeBreakGlass, close()).then([]);
  });
});

describe('reviewing an emergency grant', () => {
  it('says whether it was one, while it stands and after it was closed', () => {
    given(city, [opened]).when(reviewBreakGlass, review(), { actor: bureau }).then([reviewed.fact]);
    given(city, [opened, closed])
      .when(reviewBreakGlass, review('g-1', false), { actor: bureau })
      .then([{ type: 'BreakGlassReviewed', data: { grantId: 'g-1', justified: false, text: '情况属实' } }]);
  });

  it('is refused to its holder, under another account or role (I-25)', () => {
    const { when } = given(city, [opened]);
    when(reviewBreakGlass, review(), { actor: { ...bureau, person: officer.person } }).thenRefused('I-25');
    when(reviewBreakGlass, review(), { actor: { ...bureau, id: officer.id } }).thenRefused('I-25');
  });

  it('is refused a second time (already-reviewed)', () => {
    given(city, [opened, reviewed]).when(reviewBreakGlass, review(), { actor: bureau }).thenRefused('already-reviewed');
  });

  it('is refused for a grant never opened (no-such-grant)', () => {
    given(city, [opened]).when(reviewBreakGlass, review('g-2'), { actor: bureau }).thenRefused('no-such-grant');
  });
});

describe('an emergency grant in force', () => {
  const { state } = given(city, [opened]);

  it('serves its holder only', () => {
    const accounts = ['u-officer', 'u-reviewer', 'u-bureau'];
    expect(accounts.map((account) => grantInForce(state, 'g-1', account, now))).toEqual([grant, undefined, undefined]);
    expect(grantInForce(state, 'g-2', 'u-officer', now)).toBeUndefined();
  });

  it('lasts up to its last instant and not a millisecond longer', () => {
    const instants = ['2026-09-10T07:59:59.999Z', '2026-09-10T08:00:00.000Z', '2026-09-10T08:00:00.001Z'];
    expect(instants.map((instant) => grantInForce(state, 'g-1', 'u-officer', instant))).toEqual([
      grant,
      grant,
      undefined,
    ]);
  });

  it('is over once it is closed or reviewed; another grant stays', () => {
    const second = { fact: { type: 'BreakGlassOpened', data: { ...grant, grantId: 'g-2' } } } as const;
    for (const over of [closed, reviewed]) {
      const { state: after } = given(city, [opened, second, over]);
      expect(grantInForce(after, 'g-1', 'u-officer', now)).toBeUndefined();
      expect(grantInForce(after, 'g-2', 'u-officer', now)).toEqual(second.fact.data);
    }
  });
});
