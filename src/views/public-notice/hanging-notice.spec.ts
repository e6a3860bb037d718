import { OTHER_VILLAGE } from '../../../test/support/clerk.js';
import { TOWN, VILLAGE, accepted, opened, posted, reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import { hangingNotice, noticeState } from './hanging-notice.js';

const of = (...facts: readonly CaseFact[]) =>
  hangingNotice(
    [reported(), opened(), accepted(), ...facts].map((fact, index) => recordedFact({ fact }, index, 'case-k-1')),
    'a-1',
  );
const settled = (outcome: string, applicationId = 'a-1'): CaseFact => ({
  type: 'ObjectionSettled',
  data: { applicationId, objectionId: 'o-1', outcome, text: box('x') },
});
const statesOn = (...facts: readonly CaseFact[]) => {
  const notice = of(...facts);
  const days = ['2026-09-01', '2026-09-02', '2026-09-09', '2026-09-10'];
  return notice && days.map((day) => noticeState(notice, day));
};

describe('a public notice', () => {
  it('hangs from its first day to its last, both included', () => {
    expect(statesOn(posted())).toEqual(['NOT_YET', 'OPEN', 'OPEN', 'ENDED']);
  });

  it('is that of its own application, the one posted last, in the village of its case', () => {
    expect(of()).toBeUndefined();
    expect(of(posted({ applicationId: 'a-2' }))).toBeUndefined();
    const later = of(posted(), posted({ place: 'TOWN_HALL' }), posted({ applicationId: 'a-2' }));
    expect([later?.fact.revision, later?.townCode, later?.villageCode]).toEqual([4, TOWN, VILLAGE]);
    expect(of(opened({ placeOfEmergency: OTHER_VILLAGE }), posted())?.villageCode).toBe(OTHER_VILLAGE);
  });

  it('comes down when what it says holds no longer, and hangs again when it is posted again', () => {
    const down = ['TAKEN_DOWN', 'TAKEN_DOWN', 'TAKEN_DOWN', 'TAKEN_DOWN'];
    const up = ['NOT_YET', 'OPEN', 'OPEN', 'ENDED'];
    const withdrawn: CaseFact = { type: 'ApplicationWithdrawn', data: { applicationId: 'a-1', text: box('x') } };
    const refused: CaseFact = {
      type: 'MeasureRefused',
      data: { applicationId: 'a-1', reasonCodes: ['INCOME_ABOVE'], text: box('x'), ruleVersion: 0, decider: 'r' },
    };
    expect([settled('UPHELD'), withdrawn, refused].map((fact) => statesOn(posted(), fact))).toEqual([down, down, down]);
    expect([settled('REJECTED'), settled('UPHELD', 'a-2')].map((fact) => statesOn(posted(), fact))).toEqual([up, up]);
    expect(statesOn(posted(), settled('UPHELD'), posted())).toEqual(up);
  });
});
