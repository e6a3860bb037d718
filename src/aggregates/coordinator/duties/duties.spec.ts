import { VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import type { Coordinator } from '../coordinator.js';
import { coordinator } from '../coordinator.js';
import type { CoordinatorFact } from '../coordinator.events.js';
import { AssignDuty, assignDuty } from './assign-duty.js';
import { MobiliseSocialForce, mobiliseSocialForce } from './mobilise-social-force.js';
import { RecordDuty, recordDuty } from './record-duty.js';
import { RecordPublicLabour, recordPublicLabour } from './record-public-labour.js';

const inPost = [{ fact: appointed() }];
const on = '2026-09-09';
const occurredAt = '2026-09-08T16:00:00.000Z';
const assigned = { type: 'DutyAssigned', data: { dutyId: 'd-1', kind: 'S06-6', on, text: box('what') } } as const;

const commands = {
  assign: (day: string) => new AssignDuty('c-1', { dutyId: 'd-1', kind: 'S06-6', on: day }, box('what')),
  record: (day: string) => new RecordDuty('c-1', { kind: 'S06-1', on: day }),
  mobilise: (day: string) => new MobiliseSocialForce('c-1', { kind: 'VOLUNTEERS', on: day }, box('who')),
  labour: (day: string) => new RecordPublicLabour('c-1', { on: day, hours: 2 }),
};

type Coordinating = ReturnType<typeof given<Coordinator, CoordinatorFact>>;

/** Each act on a day of its own choosing, upon what was told. */
const acts = {
  assign: ({ when }: Coordinating, day: string) => when(assignDuty, commands.assign(day)),
  record: ({ when }: Coordinating, day: string) => when(recordDuty, commands.record(day)),
  mobilise: ({ when }: Coordinating, day: string) => when(mobiliseSocialForce, commands.mobilise(day)),
  labour: ({ when }: Coordinating, day: string) => when(recordPublicLabour, commands.labour(day)),
};

describe('duties (S06)', () => {
  it('are assigned with what is to be done', () => {
    const { when } = given(coordinator, inPost);
    when(assignDuty, commands.assign(on)).then([{ ...assigned, occurredAt }]);
    const { text: _, ...duty } = assigned.data;
    when(assignDuty, new AssignDuty('c-1', duty, undefined)).thenRefused('text-needed', '/text');
  });

  it('are done with or without having been assigned', () => {
    const { when } = given(coordinator, [...inPost, { fact: assigned }]);
    const done = { kind: 'S06-6', on, dutyId: 'd-1', text: box('done') };
    when(recordDuty, new RecordDuty('c-1', done)).then([{ type: 'DutyPerformed', data: done, occurredAt }]);
    when(recordDuty, new RecordDuty('c-1', { ...done, dutyId: 'd-2' })).thenRefused('no-such-duty', '/dutyId');
    when(recordDuty, commands.record(on)).then([{ type: 'DutyPerformed', data: { kind: 'S06-1', on }, occurredAt }]);
  });

  it('mobilise somebody who is named, and are labour of some hours', () => {
    const { when } = given(coordinator, inPost);
    when(mobiliseSocialForce, commands.mobilise(on)).then([
      { type: 'SocialForceMobilised', data: { kind: 'VOLUNTEERS', on, who: box('who') }, occurredAt },
    ]);
    when(mobiliseSocialForce, new MobiliseSocialForce('c-1', { kind: 'VOLUNTEERS', on }, undefined)).thenRefused(
      'text-needed',
      '/who',
    );
    when(recordPublicLabour, commands.labour(on)).then([
      { type: 'PublicLabourParticipated', data: { on, hours: 2 }, occurredAt },
    ]);
  });

  it.each(['assign', 'record', 'mobilise', 'labour'] as const)('%s: on a day of his service that has come', (name) => {
    acts[name](given(coordinator, inPost), '2026-09-11').thenRefused('I-22', '/on');
    acts[name](given(coordinator, inPost), '2026-08-31').thenRefused('before-appointment', '/on');
    const relief = {
      fact: { type: 'CoordinatorRelieved', data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE] } },
    } as const;
    acts[name](given(coordinator, [...inPost, relief]), on).thenRefused('relieved');
  });
});
