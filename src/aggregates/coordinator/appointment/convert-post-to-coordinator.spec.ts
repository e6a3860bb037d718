import { given } from '../../../../test/support/given-when-then.js';
import { VILLAGE, appointed, appointment, particulars } from '../../../../test/support/coordinators.js';
import { coordinator } from '../coordinator.js';
import { ConvertPostToCoordinator, convertPostToCoordinator } from './convert-post-to-coordinator.js';

const convert = (fromPost: string, villages: readonly string[] = [VILLAGE]) =>
  new ConvertPostToCoordinator('c-1', particulars(), villages, fromPost, '2026-09-01');

describe('converting an earlier post', () => {
  it.each([
    ['CIVIL_AFFAIRS', 'CONVERTED_STAFF'],
    ['INFORMANT', 'CONVERTED_INFORMANT'],
  ])('says which post it was: %s (S04)', (fromPost, source) => {
    given(coordinator)
      .when(convertPostToCoordinator, convert(fromPost))
      .then([
        {
          type: 'CoordinatorConverted',
          data: { ...appointment({ source }), fromPost },
          occurredAt: '2026-08-31T16:00:00.000Z',
        },
      ]);
  });

  it('follows the rules of an appointment', () => {
    given(coordinator)
      .when(convertPostToCoordinator, convert('INFORMANT', []))
      .thenRefused('village-needed', '/villages');
    given(coordinator, [{ fact: appointed() }])
      .when(convertPostToCoordinator, convert('INFORMANT'))
      .thenRefused('coordinator-exists');
  });
});
