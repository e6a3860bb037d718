import { given } from '../../../../test/support/given-when-then.js';
import { city } from '../city.js';
import type { PolicyBasisRecorded } from '../city.events.js';
import { PublishPolicyBasis, publishPolicyBasis } from './publish-policy-basis.js';

const basis: PolicyBasisRecorded['data'] = {
  basisId: 'b-1',
  title: '关于建立完善社会救助主动发现工作机制的通知',
  issuer: '天湖街道办事处',
  indexNo: '11341702723347876T/202202-00080',
  on: '2022-02-25',
  goals: ['主动发现', '及时救助', '应救尽救'],
};
const recorded = { type: 'PolicyBasisRecorded', data: basis } as const;

describe('a policy document (S01)', () => {
  it('stands with its goals, also one older than the system', () => {
    for (const on of ['2022-02-25', '2014-05-01'])
      given(city)
        .when(publishPolicyBasis, new PublishPolicyBasis({ ...basis, on }))
        .then([{ ...recorded, data: { ...basis, on } }]);
  });

  it('stands once by issuer, title and day, and not before its day', () => {
    const { when } = given(city, [{ fact: recorded }]);
    const publish = (changes: Partial<PolicyBasisRecorded['data']>) =>
      when(publishPolicyBasis, new PublishPolicyBasis({ ...basis, ...changes }));
    publish({ basisId: 'b-2', goals: [] }).thenRefused('basis-exists', '/title');
    for (const other of [{ issuer: '市民政局' }, { title: '补充通知' }, { on: '2022-02-26' }])
      expect(publish(other).facts()).toHaveLength(1);
    publish({ on: '2026-09-11' }).thenRefused('I-22', '/on');
  });
});
