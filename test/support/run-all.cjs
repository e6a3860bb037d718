'use strict';
// Everything that proves the product and needs no outside server: lint, types, import rules (inside the tests), drift
// of generated files, every test. Prints what is NOT RUN and one closing line.
const { spawn } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'run-all-'));
const report = join(folder, 'jest.json');
const notRun = new Set();

/** Runs one step, passes its output on, and remembers the lines that say what was not run. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
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

const steps = [
  ['build', 'npx', ['nest', 'build']],
  ['types', 'npx', ['tsc', '-p', 'tsconfig.check.json']],
  ['lint', 'npm', ['run', '-s', 'lint']],
  ['generated files', 'node', ['dist/generate.js', '--check']],
];

async function main() {
  let passed = 0;
  let failed = 0;
  for (const [name, command, args] of steps) {
    const started = Date.now();
    const code = await run(command, args);
    process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'}  ${name}  ${Math.round((Date.now() - started) / 1000)} s\n`);
    if (code === 0) passed += 1;
    else failed += 1;
  }
  const code = await run('npx', ['jest', '--json', `--outputFile=${report}`, ...process.argv.slice(2)]);
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
  for (const line of notRun) process.stdout.write(`${line}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
