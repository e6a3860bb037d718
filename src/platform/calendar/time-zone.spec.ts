import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * The same computations in processes of different time zones. A zone changed inside a running process proves little,
 * so each zone gets a process of its own, which compiles the sources on the fly.
 */
const program = `
  const { readFileSync } = require('node:fs');
  const Module = require('node:module');
  const { transformSync } = require('@swc/core');
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, ...rest) {
    const ours = request.startsWith('.') && parent?.filename?.endsWith('.ts');
    return resolve.call(this, ours ? request.replace(/\\.js$/, '.ts') : request, parent, ...rest);
  };
  require.extensions['.ts'] = (module, file) => {
    const options = { filename: file, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
    module._compile(transformSync(readFileSync(file, 'utf8'), options).code, file);
  };
  const folder = process.env.CALENDAR;
  const dates = require(folder + '/local-date.ts');
  const { workCalendar } = require(folder + '/work-calendar.ts');
  const { nationalCalendars } = require(folder + '/national-calendars.ts');
  const { dueAfterCalendarDays, cutOffOfMonth } = require(folder + '/deadline.ts');
  const calendar = workCalendar(nationalCalendars);
  const lines = [JSON.stringify(nationalCalendars)];
  for (let hour = 0; hour < 24 * 800; hour += 7) {
    const instant = dates.plusMillis('2025-12-28T00:30:00.000Z', hour * 3600000);
    const day = dates.localDateOf(instant);
    lines.push([instant, day, dates.clockHourOf(instant), dates.startOfDay(day), dates.addMonths(day, 3),
      dates.toInstant(day + 'T02:30:00+08:00'), calendar.addWorkingDays(day, 10).date,
      dueAfterCalendarDays(day, 7, calendar).dueAt, cutOffOfMonth(dates.monthOf(day), 5, calendar).dueAt].join(' '));
  }
  const sum = require('node:crypto').createHash('sha256').update(lines.join('\\n')).digest('hex');
  console.log(JSON.stringify({ offset: new Date(2026, 0, 1).getTimezoneOffset(), sum, line: lines.find((l) => l.startsWith('2026-09-30T')) }));
`;

test('every date is the same on machines in UTC, Los Angeles, Santiago and Shanghai', () => {
  const answers = ['UTC', 'America/Los_Angeles', 'America/Santiago', 'Asia/Shanghai'].map(inZone);
  expect(answers.map(({ offset }) => offset)).toEqual([0, 480, 180, -480]);
  expect(new Set(answers.map(({ sum }) => sum)).size).toBe(1);
  expect(new Set(answers.map(({ line }) => line)).size).toBe(1);
  expect(answers[0]?.line).toMatch(/^2026-09-30T\S+Z 2026-09-30 /);
});

function inZone(zone: string): { offset: number; sum: string; line: string } {
  const env = { ...process.env, TZ: zone, CALENDAR: __dirname };
  const cwd = join(__dirname, '../../..');
  const printed = execFileSync(process.execPath, ['-e', program], { env, cwd, encoding: 'utf8' });
  return JSON.parse(printed) as { offset: number; sum: string; line: string };
}
