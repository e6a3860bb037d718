import type { Caller } from '../auth/caller.js';
import type { AccessFact } from './access-facts.js';
import { recordsOf } from './access-record.js';
import { isPurpose, needsReference, purposeName, purposes } from './purpose.js';

const caller: Caller = { id: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100', name: '王主任' };
const NOW = '2026-09-10T01:00:00.000Z';

function counted(): () => string {
  let next = 0;
  return () => `00000000-0000-7000-8000-${String(++next).padStart(12, '0')}`;
}

const viewed = (subjects: readonly string[], fields: readonly string[] = ['name']): AccessFact => ({
  type: 'SensitiveDataViewed',
  data: {
    operation: 'findHouseholds',
    subjects,
    fields,
    kind: 'routine',
    purposeCode: 'ROUTINE_DUTY',
    resultCount: subjects.length,
    channel: 'api',
  },
});

const records = (fact: AccessFact) => recordsOf(fact, { caller, now: NOW, ids: counted() });

describe('a record of the access log', () => {
  test('says who looked, when, at what and why, in the envelope every fact has', () => {
    expect(recordsOf(viewed(['h-1']), { caller, now: NOW, ids: counted(), correlationId: 'trace-1' })).toEqual([
      {
        id: '00000000-0000-7000-8000-000000000001',
        type: 'SensitiveDataViewed',
        data: {
          operation: 'findHouseholds',
          subjects: ['h-1'],
          fields: ['name'],
          kind: 'routine',
          purposeCode: 'ROUTINE_DUTY',
          resultCount: 1,
          channel: 'api',
        },
        metadata: {
          $correlationId: 'trace-1',
          $causationId: 'trace-1',
          commandId: '00000000-0000-7000-8000-000000000001',
          requestHash: '',
          actorId: 'u-1',
          actorPerson: 'p-1',
          actorRole: 'OFFICER',
          actorOrg: '341881100',
          divisionEdition: '',
          rulebookVersion: '',
          occurredAt: NOW,
          recordedAt: NOW,
          schemaVersion: '1',
        },
      },
    ]);
  });

  test('does not name the viewer in clear', () => {
    expect(JSON.stringify(records(viewed(['h-1'])))).not.toContain('王主任');
  });

  test('masks what is no code: names, searches, phone, ID and bank numbers', () => {
    const [record] = records({
      type: 'PageExported',
      data: {
        view: 'roster',
        filters: {
          town: '341881100',
          village: '341881100201',
          month: '2026-09',
          asOf: '2026-09-10T01:00:00.000Z',
          name: '张三',
          phone: '13800001234',
          idNo: '99010119800101123X',
          bank: '6222020200112345678',
          note: 'free words',
        },
        rows: 12,
        contentHash: 'a'.repeat(64),
        whole: false,
        subjects: ['0197a1b2-0000-7000-8000-000000000001'],
      },
    });
    expect(record?.data).toEqual({
      view: 'roster',
      filters: {
        town: '341881100',
        village: '341881100201',
        month: '2026-09',
        asOf: '2026-09-10T01:00:00.000Z',
        name: '***',
        phone: '***',
        idNo: '***',
        bank: '***',
        note: '***',
      },
      rows: 12,
      contentHash: 'a'.repeat(64),
      whole: false,
      subjects: ['0197a1b2-0000-7000-8000-000000000001'],
    });
  });

  test('of very many subjects is divided, each part within what a log takes', () => {
    const subjects = Array.from({ length: 12_000 }, (_, index) => `household-${index}`);
    const parts = records(viewed(subjects));
    expect(parts.map(({ data }) => [data['part'], data['parts'], data['resultCount']])).toEqual([
      [1, 3, 12_000],
      [2, 3, 12_000],
      [3, 3, 12_000],
    ]);
    expect(parts.flatMap(({ data }) => data['subjects'])).toEqual(subjects);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(3);
    expect(new Set(parts.map(({ metadata }) => metadata.commandId)).size).toBe(1);
  });

  test('that no log could take is refused before it is queued', () => {
    const fields = Array.from({ length: 20_000 }, (_, index) => `field-${'x'.repeat(50)}-${index}`);
    expect(() => records(viewed(['h-1'], fields))).toThrow(RangeError);
  });
});

describe('purposes', () => {
  test('are nine, each with a name, all but the first with a reference', () => {
    expect(purposes.map((purpose) => [purpose, purposeName(purpose), needsReference(purpose)])).toEqual([
      ['ROUTINE_DUTY', '日常履职', false],
      ['OPEN_CASE', '在办个案', true],
      ['VISIT_TASK', '走访任务', true],
      ['SPOT_CHECK_ITEM', '抽查项目', true],
      ['HOTLINE_CALL', '热线来电', true],
      ['APPLICATION', '救助申请', true],
      ['FILING', '花名册备案', true],
      ['AUDIT_ORDER', '审计指令', true],
      ['SUPERVISION', '督查', true],
    ]);
  });

  test('are known by code only', () => {
    expect(['OPEN_CASE', 'open_case', 'toString', '', undefined, 7].map(isPurpose)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
