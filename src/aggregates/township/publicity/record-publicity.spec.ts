import { TOWN } from '../../../../test/support/coordinators.js';
import { given } from '../../../../test/support/given-when-then.js';
import { township, townshipIdOf } from '../township.js';
import type { PublicityActRecorded } from '../township.events.js';
import { RecordPublicity, recordPublicity } from './record-publicity.js';

const act = (on: string): PublicityActRecorded['data'] => ({ townCode: TOWN, channel: 'WECHAT', on, evidence: [] });
const recorded = { type: 'PublicityActRecorded', data: act('2026-09-09') } as const;

const stored = { foreign: ['a'.repeat(64)] };

describe('publicity by one of the seven channels (S12)', () => {
  it('stands with its day, as often as it happened', () => {
    for (const told of [[], [{ fact: recorded }]])
      given(township, told)
        .when(recordPublicity, new RecordPublicity(act('2026-09-09')), stored)
        .then([{ ...recorded, occurredAt: '2026-09-08T16:00:00.000Z' }]);
  });

  it('is not told before it happened (I-22); today is not the future', () => {
    const { when } = given(township);
    when(recordPublicity, new RecordPublicity(act('2026-09-11')), stored).thenRefused('I-22', '/on');
    expect(when(recordPublicity, new RecordPublicity(act('2026-09-10')), stored).facts()).toHaveLength(1);
  });

  it('names files that are there, the first missing one in the refusal', () => {
    const { when } = given(township);
    const shown = (...evidence: readonly string[]) => new RecordPublicity({ ...act('2026-09-09'), evidence });
    const [photo, lost] = ['a'.repeat(64), 'b'.repeat(64)];
    const { data } = recorded;
    when(recordPublicity, shown(photo), stored).then([
      { ...recorded, data: { ...data, evidence: [photo] }, occurredAt: '2026-09-08T16:00:00.000Z' },
    ]);
    when(recordPublicity, shown(photo, lost), stored).thenRefused('no-such-evidence', '/evidence/1');
  });

  it('belongs to the year of its day and makes the year the township’s', () => {
    expect(townshipIdOf(TOWN, '2025-12-31')).toBe(`${TOWN}_2025`);
    const { state } = given(township, [{ fact: recorded }]);
    expect([township.exists(township.initial), township.exists(state), township.unitOf(state)]).toEqual([
      false,
      true,
      { townCode: TOWN },
    ]);
  });
});
