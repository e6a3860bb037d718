import { given } from '../../../../test/support/given-when-then.js';
import type { AuditOrderIssued } from '../city.events.js';
import { city, orderInForce } from '../city.js';
import { EndAuditOrder, endAuditOrder } from './end-audit-order.js';
import { IssueAuditOrder, issueAuditOrder } from './issue-audit-order.js';

const order: AuditOrderIssued['data'] = {
  orderNo: 'SJ-2026-01',
  towns: ['341881100', '341871001'],
  auditors: ['u-auditor', 'u-auditor-2'],
  until: '2026-09-30T16:00:00.000Z',
  reason: '三季度专项审计',
};
const issued = { fact: { type: 'AuditOrderIssued', data: order } } as const;
const ended = { fact: { type: 'AuditOrderEnded', data: { orderNo: 'SJ-2026-01', reason: '审计结束' } } } as const;
const issue = (change: Partial<AuditOrderIssued['data']> = {}) => new IssueAuditOrder({ ...order, ...change });
const end = (orderNo = 'SJ-2026-01') => new EndAuditOrder(orderNo, '审计结束');

describe('issuing an audit order', () => {
  it('opens the named townships to the named auditors until its last instant', () => {
    given(city)
      .when(issueAuditOrder, issue())
      .then([{ type: 'AuditOrderIssued', data: order }]);
  });

  it('without townships is for the whole city', () => {
    given(city)
      .when(issueAuditOrder, issue({ towns: [] }))
      .then([{ type: 'AuditOrderIssued', data: { ...order, towns: [] } }]);
  });

  it('is refused under a number already used, ended or not (order-exists); another number is free', () => {
    given(city, [issued]).when(issueAuditOrder, issue()).thenRefused('order-exists', '/orderNo');
    given(city, [issued, ended]).when(issueAuditOrder, issue()).thenRefused('order-exists', '/orderNo');
    given(city, [issued])
      .when(issueAuditOrder, issue({ orderNo: 'SJ-2026-02' }))
      .then([{ type: 'AuditOrderIssued', data: { ...order, orderNo: 'SJ-2026-02' } }]);
  });

  it('is refused when it would end now or before (order-period); a millisecond is a period', () => {
    const { when } = given(city);
    const now = '2026-09-10T04:00:00.000Z';
    when(issueAuditOrder, issue({ until: '2026-09-10T03:59:59.999Z' }), { now }).thenRefused('order-period', '/until');
    when(issueAuditOrder, issue({ until: now }), { now }).thenRefused('order-period', '/until');
    const until = '2026-09-10T04:00:00.001Z';
    when(issueAuditOrder, issue({ until }), { now }).then([{ type: 'AuditOrderIssued', data: { ...order, until } }]);
  });

  it('is refused when it names no auditor (order-auditors); one is enough', () => {
    const { when } = given(city);
    when(issueAuditOrder, issue({ auditors: [] })).thenRefused('order-auditors', '/auditors');
    when(issueAuditOrder, issue({ auditors: ['u-auditor'] })).then([
      { type: 'AuditOrderIssued', data: { ...order, auditors: ['u-auditor'] } },
    ]);
  });

  it('is refused at the township that is not of the city (order-scope); the one outside the prefix is of it', () => {
    const { when } = given(city);
    when(issueAuditOrder, issue({ towns: ['341881100', '341802001'] })).thenRefused('order-scope', '/towns/1');
    when(issueAuditOrder, issue({ towns: ['341881100201'] })).thenRefused('order-scope', '/towns/0');
    when(issueAuditOrder, issue({ towns: ['341871001'] })).then([
      { type: 'AuditOrderIssued', data: { ...order, towns: ['341871001'] } },
    ]);
  });
});

describe('ending an audit order', () => {
  it('closes what stands', () => {
    given(city, [issued]).when(endAuditOrder, end()).then([ended.fact]);
  });

  it('a second time has nothing to do', () => {
    given(city, [issued, ended]).when(endAuditOrder, end()).then([]);
  });

  it('is refused for a number never issued (no-such-order)', () => {
    given(city, [issued]).when(endAuditOrder, end('SJ-2026-02')).thenRefused('no-such-order', '/orderNo');
  });
});

describe('an audit order in force', () => {
  const { state } = given(city, [issued]);
  const now = '2026-09-10T04:00:00.000Z';

  it('lets each auditor it names read, and nobody else', () => {
    const readers = ['u-auditor', 'u-auditor-2', 'u-bureau'];
    expect(readers.map((account) => orderInForce(state, 'SJ-2026-01', account, now))).toEqual([
      order,
      order,
      undefined,
    ]);
  });

  it('lasts up to its last instant and not a millisecond longer', () => {
    const instants = ['2026-09-30T15:59:59.999Z', '2026-09-30T16:00:00.000Z', '2026-09-30T16:00:00.001Z'];
    expect(instants.map((instant) => orderInForce(state, 'SJ-2026-01', 'u-auditor', instant))).toEqual([
      order,
      order,
      undefined,
    ]);
  });

  it('is over as soon as it is ended, and an unknown number opens nothing', () => {
    const { state: closed } = given(city, [issued, ended]);
    expect(orderInForce(closed, 'SJ-2026-01', 'u-auditor', now)).toBeUndefined();
    expect(orderInForce(state, 'SJ-2026-02', 'u-auditor', now)).toBeUndefined();
  });

  it('is not ended by the end of another one', () => {
    const second = { fact: { type: 'AuditOrderIssued', data: { ...order, orderNo: 'SJ-2026-02' } } } as const;
    const { state: both } = given(city, [issued, second, ended]);
    expect(orderInForce(both, 'SJ-2026-02', 'u-auditor', now)).toEqual(second.fact.data);
  });
});
