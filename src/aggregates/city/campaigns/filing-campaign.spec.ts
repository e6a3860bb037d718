import { given } from '../../../../test/support/given-when-then.js';
import { city } from '../city.js';
import { OpenFilingCampaign, openFilingCampaign } from './open-filing-campaign.js';

const opened = { fact: { type: 'FilingCampaignOpened', data: { year: '2026', dueOn: '2026-11-12' } } } as const;

describe('opening a filing campaign', () => {
  it('runs to the published day of the year, unless another one is named', () => {
    given(city).when(openFilingCampaign, new OpenFilingCampaign('2026')).then([opened.fact]);
    given(city)
      .when(openFilingCampaign, new OpenFilingCampaign('2026', '2026-12-01'))
      .then([{ type: 'FilingCampaignOpened', data: { year: '2026', dueOn: '2026-12-01' } }]);
  });

  it('is refused twice a year, for a day of another year, and for a day that is past; today is a day', () => {
    const { when } = given(city, [opened]);
    when(openFilingCampaign, new OpenFilingCampaign('2026')).thenRefused('campaign-exists', '/year');
    when(openFilingCampaign, new OpenFilingCampaign('2027', '2026-12-01')).thenRefused('campaign-day', '/dueOn');
    when(openFilingCampaign, new OpenFilingCampaign('2025')).thenRefused('campaign-day', '/year');
    given(city)
      .when(openFilingCampaign, new OpenFilingCampaign('2026', '2026-09-09'))
      .thenRefused('campaign-day', '/dueOn');
    given(city)
      .when(openFilingCampaign, new OpenFilingCampaign('2026', '2026-09-10'))
      .then([{ type: 'FilingCampaignOpened', data: { year: '2026', dueOn: '2026-09-10' } }]);
  });
});
