import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  addMember,
  allRows,
  download,
  householdForm,
  idNumber,
  idNumberOf,
  list,
  memberForm,
  ok,
  registerHousehold,
} from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const factCount = async (): Promise<number> => {
  await app.settle();
  return (await app.facts()).length;
};
const forVisit = ({ householdId }: Registered) => ({ 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': householdId });
const revealed = async (home: Registered, memberId: string): Promise<Record<string, unknown>> => {
  await app.settle();
  const answer = await ok(
    officer.post(`/households/${home.householdId}/reveals`, { fields: ['idNo', 'phone'], memberId }, forVisit(home)),
  );
  return answer['values'] as Record<string, unknown>;
};

describe('F03 · duplicate check', () => {
  it('takes a changed phone sent together with the unchanged ID number', async () => {
    const idNo = idNumber();
    const home = await registerHousehold(officer, { head: { idNo, phone: '13812345678' } });
    await list(officer, home.householdId);
    const answer = await officer.post(`/households/${home.householdId}/members/${home.headMemberId}/changes`, {
      idNo,
      phone: '13912345678',
    });
    expect([answer.status, answer.body.rule]).toEqual([200, undefined]);
    expect(await revealed(home, home.headMemberId)).toEqual({ idNo, phone: '13912345678' });
  });

  it('refuses a member with the head’s own number, another household’s number and a change to either, and writes nothing', async () => {
    const [idNo, elsewhere] = [idNumber(), idNumber()];
    const home = await registerHousehold(officer, { head: { idNo } });
    await registerHousehold(await app.as('officer-nanshan'), {
      villageCode: '341881002201',
      head: { idNo: elsewhere },
    });
    const { memberId } = await addMember(officer, home.householdId);
    const before = await factCount();
    const answers = [
      await officer.post(`/households/${home.householdId}/members`, memberForm({ idNo })),
      await officer.post(`/households/${home.householdId}/members`, memberForm({ idNo: elsewhere })),
      await officer.post(`/households/${home.householdId}/members/${memberId}/changes`, { idNo }),
      await officer.post(`/households/${home.householdId}/members/${memberId}/changes`, { idNo: elsewhere }),
    ];
    expect(answers.map(({ status, body }) => [status, body.rule, body.errors?.[0]?.pointer])).toEqual(
      Array(4).fill([409, 'I-21', '/idNo']),
    );
    expect(await factCount()).toBe(before);
  });

  it('claims nothing when a registration is sent once more after the number was given up again', async () => {
    const idNo = idNumber();
    const home = await registerHousehold(officer);
    const add = () =>
      officer.post(`/households/${home.householdId}/members`, memberForm({ idNo }), { 'idempotency-key': 'came' });
    const first = await add();
    const removal = { reason: 'MARRIAGE', on: '2026-09-10' };
    await ok(officer.post(`/households/${home.householdId}/members/${first.body.memberId}/removals`, removal));
    const before = await factCount();
    const again = await add();
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(await factCount()).toBe(before);
  });

  it('frees the number of somebody who has left, and the number somebody gave up', async () => {
    const [wrong, right, leaving] = [idNumber(), idNumber(), idNumber()];
    const home = await registerHousehold(officer, { head: { idNo: wrong } });
    const { memberId } = await addMember(officer, home.householdId, { idNo: leaving });
    await ok(officer.post(`/households/${home.householdId}/members/${home.headMemberId}/changes`, { idNo: right }));
    await ok(
      officer.post(`/households/${home.householdId}/members/${memberId}/removals`, {
        reason: 'MARRIAGE',
        on: '2026-09-10',
      }),
    );
    await app.settle();
    await registerHousehold(officer, { head: { idNo: wrong } });
    await registerHousehold(officer, { head: { idNo: leaving } });
    expect((await officer.post('/households', householdForm({ head: { idNo: right } }))).body.rule).toBe('I-21');
  });
});

describe('F08 · ID number', () => {
  const spellings = [
    '99010119580307004X',
    '99010119580307004x',
    '９９０１０１１９５８０３０７００４Ｘ',
    '  990101 19580307 004X\u200b ',
  ];
  let home: Registered;
  beforeAll(async () => {
    home = await registerHousehold(officer, { head: { name: '赵甲', idNo: spellings[0] } });
    await list(officer, home.householdId);
    await app.settle();
  });

  it('knows the person again in every spelling', async () => {
    for (const idNo of spellings) {
      const answer = await officer.post('/households', householdForm({ head: { idNo } }));
      expect([answer.status, answer.body.rule, answer.body.householdId]).toEqual([409, 'I-21', home.householdId]);
    }
  });

  it('keeps the number with a capital X whatever was typed first', async () => {
    const small =
      Array.from({ length: 99 }, (_, index) => idNumberOf('19600101', index)).find((idNo) => idNo.endsWith('X')) ?? '';
    const other = await registerHousehold(officer, { head: { idNo: small.toLowerCase() } });
    await list(officer, other.householdId);
    expect(await revealed(other, other.headMemberId)).toEqual({ idNo: small, phone: null });
    expect(await revealed(home, home.headMemberId)).toEqual({ idNo: '99010119580307004X', phone: null });
    const page = await officer.get(`/households/${home.householdId}`);
    expect(page.body.members[0].idNo).toBe('**************004X');
    const { body } = await download(officer.get('/roster.xlsx'));
    expect([...partsOf(body as Buffer).values()].join('')).toContain('**************004X');
  });

  it('finds him by number in every spelling', async () => {
    for (const idNo of spellings) {
      const found = await officer.post('/household-searches', { idNo }, forVisit(home));
      expect([
        found.status,
        found.body.count,
        found.body.rows.map((row: { householdId: string }) => row.householdId),
      ]).toEqual([200, 1, [home.householdId]]);
    }
  });
});

describe('F09 · ID number', () => {
  it('accepts the right check digit', async () => {
    expect((await officer.post('/households', householdForm({ head: { idNo: '990101195803070090' } }))).status).toBe(
      201,
    );
  });

  it.each([
    ['a wrong check digit', '99010119580307009X'],
    ['the letter O', '9901011958O3070090'],
    ['17 digits', '99010119580307009'],
    ['19 digits', '9901011958030700900'],
    ['a birth date that does not exist', '990101195802300019'],
    ['15 digits', '990101580307009'],
    ['nothing', ''],
    ['an X in the middle', '99010119580X070090'],
    ['Arabic digits', '٩٩٠١٠١١٩٥٨٠٣٠٧٠٠٩٠'],
  ])('refuses %s on the field, with no digit in the message', async (_, idNo) => {
    const before = await factCount();
    const answer = await officer.post('/households', householdForm({ head: { idNo } }));
    expect([answer.status, answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ['/head/idNo'],
    ]);
    expect(answer.body.errors[0].detail).toMatch(/^[^\d０-９]+$/);
    expect(JSON.stringify({ ...answer.body, traceId: '', status: 0 })).not.toMatch(/\d{4}/);
    expect(await factCount()).toBe(before);
  });
});

describe('F11 · names', () => {
  const dots = ['\u00b7', '\u2022', '\u30fb', '\u2027', '\uff0e'];

  it('takes every middle dot for the one kept, in storing and in searching', async () => {
    const homes: string[] = [];
    for (const dot of dots)
      homes.push((await registerHousehold(officer, { head: { name: `买买提${dot}艾力` } })).householdNo);
    await app.settle();
    for (const name of [...dots.map((dot) => `买买提${dot}艾力`), '买买提']) {
      const { body } = await officer.post('/household-searches', { name });
      expect([
        body.count,
        body.rows.map((row: Record<string, unknown>) => [row['householdNo'], row['headName']]),
      ]).toEqual([5, [...homes].sort().map((no) => [no, '买买提\u00b7艾力'])]);
    }
  });

  it('takes invisible characters out of a name, in storing and in searching', async () => {
    const home = await registerHousehold(officer, { head: { name: '\ufeff王\u200b芳 ' } });
    await app.settle();
    for (const name of ['王芳', '\ufeff王\u200b芳', ' 王芳 ']) {
      const { body } = await officer.post('/household-searches', { name });
      expect(
        body.rows.map((row: Record<string, unknown>) => [row['householdId'], row['headName'], row['matches']]),
      ).toEqual([[home.householdId, '王芳', ['王芳']]]);
    }
  });
});

describe('F14 · phone', () => {
  const phones: readonly (readonly [typed: string, kept: string])[] = [
    ['16612345678', '16612345678'],
    ['19912345678', '19912345678'],
    ['19212345678', '19212345678'],
    ['0563-4000000', '0563-4000000'],
    ['05634000000', '0563-4000000'],
    ['+86 138 1234 5678', '13812345678'],
    ['＋８６ １３８１２３４５６７８', '13812345678'],
    ['(0563) 4000000', '0563-4000000'],
  ];

  it('keeps each in one form', async () => {
    for (const [typed, kept] of phones) {
      const home = await registerHousehold(officer, { head: { phone: typed } });
      await list(officer, home.householdId);
      expect([typed, (await revealed(home, home.headMemberId))['phone']]).toEqual([typed, kept]);
    }
  });

  it('shows three and four digits of it, the 0 in front kept in the sheet', async () => {
    await app.settle();
    const shown = new Set((await allRows(officer, '/roster')).map((row) => row['phone']));
    expect([...shown].filter((phone) => phone !== null).sort()).toEqual(
      expect.arrayContaining(['138****5678', '166****5678']),
    );
    const text = [...partsOf((await download(officer.get('/roster.xlsx'))).body as Buffer).values()].join('');
    expect([text.includes('138****5678'), text.includes('0563-***0000'), text.includes('4000000')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each(['1381234567', '138123456789', '12345', '110', 'abc', '', '12012345678'])('refuses %s', async (phone) => {
    const answer = await officer.post('/households', householdForm({ head: { phone } }));
    expect([answer.status, answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ['/head/phone'],
    ]);
  });
});
