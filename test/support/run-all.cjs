'use strict';
// Everything that proves the product and needs no outside server: lint, types, import rules (inside the tests), drift
// of generated files, every test. Prints what is NOT RUN and one closing line. Arguments are handed to Jest, which then
// runs file by file; without any, small files share rooms.
const { spawn } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { closeRooms } = require('./rooms.cjs');

const folder = mkdtempSync(join(tmpdir(), 'run-all-'));
const report = join(folder, 'jest.json');
const notRun = new Set();

/** Runs one step, passes its output on, and remembers the lines that say what was not run. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    const pass = (stream) => (chunk) => {
      stream.write(chunk);
      for (const line of String(chunk).split('\n')) if (line.includes('NOT RUN')) notRun.add(line.trim());
    };
    child.stdout.on('data', pass(process.stdout));
    child.stderr.on('data', pass(process.stderr));
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** The tests start what was built, and what is generated is compared by it. */
const before = [
  ['build', 'npx', ['nest', 'build']],
  ['generated files', 'node', ['dist/generate.js', '--check']],
];
/** Nothing waits for these: they take the time that tests spend waiting. */
const beside = [
  ['types', 'npx', ['tsc', '-p', 'tsconfig.check.json']],
  ['lint', 'npm', ['run', '-s', 'lint']],
];

/** Steps one after another; how many failed. */
async function walk(lane) {
  let failed = 0;
  for (const [name, command, args] of lane) {
    const started = Date.now();
    const code = await run(command, args);
    process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'}  ${name}  ${Math.round((Date.now() - started) / 1000)} s\n`);
    if (code !== 0) failed += 1;
  }
  return failed;
}

async function main() {
  const reading = walk(beside);
  let failed = await walk(before);
  const asked = process.argv.slice(2);
  const rooms = asked.length === 0 ? ['--config', join(__dirname, 'rooms.jest.cjs')] : [];
  const code = await run('npx', ['jest', ...rooms, '--json', `--outputFile=${report}`, ...asked]);
  failed += await reading;
  let passed = before.length + beside.length - failed;
  let skipped = 0;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    passed += result.numPassedTests;
    failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    skipped = result.numPendingTests + result.numTodoTests;
    if (code !== 0 && failed === 0) failed += 1;
  } catch {
    process.stderr.write('the test runner left no report\n');
    failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
  closeRooms();
  for (const line of notRun) process.stdout.write(`${line}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
