import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { ReportChange, reportChange } from './report-change.js';

const family = [{ fact: registeredHousehold() }];

describe('reporting a change', () => {
  it('names the account that entered it', () => {
    given(household, family)
      .when(reportChange, new ReportChange('h-1', 'INCOME', box('lost his work')), { actor: coordinator })
      .then([
        {
          type: 'HouseholdChangeReported',
          data: { kind: 'INCOME', text: box('lost his work'), reportedBy: 'u-coordinator' },
        },
      ]);
  });

  it('is dated on the day of the change when it is known, never in the future (I-22)', () => {
    const facts = given(household, family)
      .when(reportChange, new ReportChange('h-1', 'HEALTH', box('ill'), '2026-09-05'))
      .facts();
    expect(facts.map(({ occurredAt }) => occurredAt)).toEqual(['2026-09-04T16:00:00.000Z']);
    given(household, family)
      .when(reportChange, new ReportChange('h-1', 'HEALTH', box('ill'), '2026-09-11'))
      .thenRefused('I-22', '/on');
  });

  it('is refused when nothing is told', () => {
    given(household, family)
      .when(reportChange, new ReportChange('h-1', 'INCOME', undefined))
      .thenRefused('text-needed', '/text');
  });

  it('is not possible where no household is registered', () => {
    given(household)
      .when(reportChange, new ReportChange('h-1', 'INCOME', box('x')))
      .thenNotFound();
  });
});
