import { bureau, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import type { ExportProposed } from '../city.events.js';
import { city } from '../city.js';
import { ApproveExport, approveExport } from './approve-export.js';
import { ProposeExport, proposeExport } from './propose-export.js';
import { RejectExport, rejectExport } from './reject-export.js';

const sheet: ExportProposed['data'] = {
  exportId: 'x-1',
  view: 'roster',
  filters: { town: '341881100' },
  fields: ['idNo', 'phone'],
  reason: '慰问金发放核对',
};
const proposed = { fact: { type: 'ExportProposed', data: sheet } } as const;
const approved = {
  fact: {
    type: 'ExportApproved',
    data: { exportId: 'x-1', proposedBy: 'u-officer', validUntil: '2026-09-11T04:00:00.000Z' },
  },
} as const;
const rejected = { fact: { type: 'ExportRejected', data: { exportId: 'x-1', reason: '字段过多' } } } as const;
const approve = (exportId = 'x-1') => new ApproveExport(exportId);
const reject = (exportId = 'x-1') => new RejectExport(exportId, '字段过多');
const secondAccount = { ...reviewer, person: officer.person };
const sameAccount = { ...reviewer, id: officer.id };

describe('proposing a sheet with particulars in clear', () => {
  it('says what, of where, which fields and why', () => {
    given(city).when(proposeExport, new ProposeExport(sheet)).then([proposed.fact]);
  });

  it('is refused when no field is wanted in clear (export-fields); one is enough', () => {
    const { when } = given(city);
    when(proposeExport, new ProposeExport({ ...sheet, fields: [] })).thenRefused('export-fields', '/fields');
    when(proposeExport, new ProposeExport({ ...sheet, fields: ['idNo'] })).then([
      { type: 'ExportProposed', data: { ...sheet, fields: ['idNo'] } },
    ]);
  });
});

describe('approving a sheet', () => {
  it('names its proposer and lets it be fetched for the hours of EXPORT-VALID', () => {
    given(city, [proposed])
      .when(approveExport, approve(), { actor: reviewer, now: '2026-09-10T04:00:00.000Z' })
      .then([approved.fact]);
  });

  it('is refused to whoever proposed it, under another account or role (I-25); the bureau may', () => {
    const { when } = given(city, [proposed]);
    when(approveExport, approve(), { actor: sameAccount }).thenRefused('I-25');
    when(approveExport, approve(), { actor: secondAccount }).thenRefused('I-25');
    when(approveExport, approve(), { actor: bureau }).then([approved.fact]);
  });

  it('is refused when unknown or decided already (no-such-proposal)', () => {
    const actor = reviewer;
    given(city, [proposed]).when(approveExport, approve('x-2'), { actor }).thenRefused('no-such-proposal');
    given(city, [proposed, approved]).when(approveExport, approve(), { actor }).thenRefused('no-such-proposal');
    given(city, [proposed, rejected]).when(approveExport, approve(), { actor }).thenRefused('no-such-proposal');
  });

  it('leaves another proposal open', () => {
    const other = { fact: { type: 'ExportProposed', data: { ...sheet, exportId: 'x-2' } }, by: bureau } as const;
    given(city, [proposed, other, approved])
      .when(approveExport, approve('x-2'), { actor: reviewer })
      .then([{ type: 'ExportApproved', data: { ...approved.fact.data, exportId: 'x-2', proposedBy: 'u-bureau' } }]);
  });
});

describe('rejecting a sheet', () => {
  it('gives the reason', () => {
    given(city, [proposed]).when(rejectExport, reject(), { actor: reviewer }).then([rejected.fact]);
  });

  it('is refused to whoever proposed it, under another account or role (I-25); the bureau may', () => {
    const { when } = given(city, [proposed]);
    when(rejectExport, reject(), { actor: sameAccount }).thenRefused('I-25');
    when(rejectExport, reject(), { actor: secondAccount }).thenRefused('I-25');
    when(rejectExport, reject(), { actor: bureau }).then([rejected.fact]);
  });

  it('is refused when unknown or decided already (no-such-proposal)', () => {
    const actor = reviewer;
    given(city, [proposed]).when(rejectExport, reject('x-2'), { actor }).thenRefused('no-such-proposal');
    given(city, [proposed, approved]).when(rejectExport, reject(), { actor }).thenRefused('no-such-proposal');
    given(city, [proposed, rejected]).when(rejectExport, reject(), { actor }).thenRefused('no-such-proposal');
  });
});

describe('the memory of a sheet', () => {
  it('keeps who proposed it, how it was decided and until when it may be fetched', () => {
    const known = { proposed: sheet, actorId: 'u-officer', actorPerson: 'p-officer' };
    expect(given(city, [proposed]).state.exports).toEqual({ 'x-1': { ...known, status: 'proposed' } });
    expect(given(city, [proposed, rejected]).state.exports).toEqual({ 'x-1': { ...known, status: 'rejected' } });
    expect(given(city, [proposed, approved]).state.exports).toEqual({
      'x-1': { ...known, status: 'approved', validUntil: '2026-09-11T04:00:00.000Z' },
    });
  });
});
