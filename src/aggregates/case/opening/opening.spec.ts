import { TOWN, VILLAGE, lifeOf, opened, reported, verified } from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseNoOf } from '../case-no.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { AssessUrgency, assessUrgency } from './assess-urgency.js';
import { LinkHousehold, linkHousehold } from './link-household.js';
import { OpenCaseFromRoster, openCaseFromRoster } from './open-case-from-roster.js';
import { OpenCase, openCase } from './open-case.js';

const ownerChain = { group: 'g-1', village: 'c-1', township: 'o-1', bureau: 'b-1' };
const CASE = '00000000-0000-7000-8000-0000000000a2';
const open = (place?: string) => new OpenCase(CASE, ownerChain, place);
const urgent = reported({ urgencyHint: 'URGENT' });

describe('the number of a case', () => {
  it('has the year, the township’s last five digits and six characters, the last of which finds a slip', () => {
    const number = caseNoOf('2026', TOWN, '00000000-0000-7000-8000-00000abcdef1');
    expect(number).toMatch(/^202681100[0-9A-HJKMNP-TV-Y]{6}$/);
    expect(caseNoOf('2026', TOWN, '00000000-0000-7000-8000-00000abcdef2').at(-1)).not.toBe(number.at(-1));
  });
});

describe('opening a case (S09, S29)', () => {
  it('follows a verification that found something, or an emergency not looked at yet', () => {
    for (const life of [lifeOf(reported(), verified()), lifeOf(reported(), verified('PARTLY')), lifeOf(urgent)])
      expect(
        given(caseFile, life)
          .when(openCase, open())
          .facts()
          .map(({ type, data }) => [type, data]),
      ).toEqual([['CaseOpened', { caseNo: caseNoOf('2026', TOWN, CASE), ownerChain }]]);
    for (const life of [
      lifeOf(reported()),
      lifeOf(reported(), verified('UNFOUNDED')),
      lifeOf(urgent, verified('UNFOUNDED')),
    ])
      given(caseFile, life).when(openCase, open()).thenRefused('not-verified');
    given(caseFile, lifeOf(urgent, opened())).when(openCase, open()).thenRefused('wrong-state');
  });

  it('takes an emergency to where it happens, inside the township only (I-19)', () => {
    const place = '341881100202';
    const [fact] = given(caseFile, lifeOf(urgent)).when(openCase, open(place)).facts();
    expect(fact?.data).toMatchObject({ placeOfEmergency: place });
    expect(given(caseFile, lifeOf(urgent, opened({ placeOfEmergency: place }))).state).toMatchObject({
      townCode: TOWN,
      villageCode: place,
      opening: { caseNo: opened().data.caseNo, urgency: 'URGENT', householdRef: 'h-1' },
    });
    given(caseFile, lifeOf(urgent)).when(openCase, open('341881002201')).thenRefused('I-19', '/placeOfEmergency');
    given(caseFile, lifeOf(reported(), verified()))
      .when(openCase, open(place))
      .thenRefused('no-emergency', '/placeOfEmergency');
  });

  it('goes out from the roster without a clue (S18), with a reason, once', () => {
    const fromRoster = (reason = box('yearly', CASE)) =>
      new OpenCaseFromRoster(CASE, VILLAGE, 'h-1', ownerChain, reason);
    const data = {
      townCode: TOWN,
      villageCode: VILLAGE,
      householdRef: 'h-1',
      caseNo: caseNoOf('2026', TOWN, CASE),
      ownerChain,
      reason: box('yearly', CASE),
    };
    given(caseFile)
      .when(openCaseFromRoster, fromRoster())
      .then([{ type: 'CaseOpenedFromRoster', data }]);
    given(caseFile)
      .when(openCaseFromRoster, new OpenCaseFromRoster(CASE, VILLAGE, 'h-1', ownerChain, undefined))
      .thenRefused('text-needed', '/reason');
    given(caseFile, lifeOf({ type: 'CaseOpenedFromRoster', data }))
      .when(openCaseFromRoster, fromRoster())
      .thenRefused('case-exists', '/caseId');
  });
});

describe('an open case', () => {
  const life = lifeOf(reported(), verified(), opened());

  it('is judged urgent or not, on a basis', () => {
    const basis = box('a fire', CASE);
    given(caseFile, life)
      .when(assessUrgency, new AssessUrgency(CASE, 'URGENT', basis))
      .then([{ type: 'UrgencyAssessed', data: { urgency: 'URGENT', basis } }]);
    given(caseFile, life)
      .when(assessUrgency, new AssessUrgency(CASE, 'URGENT', undefined))
      .thenRefused('text-needed', '/basis');
    given(caseFile, lifeOf(reported()))
      .when(assessUrgency, new AssessUrgency(CASE, 'URGENT', basis))
      .thenRefused('wrong-state');
  });

  it('is linked to its family; to the one it names already there is nothing to do (I-26)', () => {
    const linked: CaseFact = { type: 'CaseLinkedToHousehold', data: { householdRef: 'h-2' } };
    given(caseFile, life).when(linkHousehold, new LinkHousehold(CASE, 'h-1')).then([]);
    given(caseFile, life).when(linkHousehold, new LinkHousehold(CASE, 'h-2')).then([linked]);
    given(caseFile, lifeOf(reported(), verified(), opened(), linked))
      .when(linkHousehold, new LinkHousehold(CASE, 'h-2'))
      .then([]);
    given(caseFile, lifeOf(reported())).when(linkHousehold, new LinkHousehold(CASE, 'h-2')).thenRefused('wrong-state');
  });
});
