import 'reflect-metadata';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleFact } from './cli/event-samples.js';
import { eventCatalogue, sampleName } from './cli/list-events.js';
import { commandTable } from './command-tables.js';
import { operationOf } from './platform/change/aggregate.js';
import { SimulatedClock } from './platform/clock/simulated.clock.js';
import { ApiDescription } from './platform/http/api-description.js';
import { createLogger } from './platform/logging/logger.js';
import { readSettings } from './platform/settings/settings.js';
import { startSystem } from './system.js';

/** Files made from the code, committed, and compared with the code by `--check`. */
async function generated(): Promise<Readonly<Record<string, string>>> {
  return { 'test/golden/openapi.json': await apiDescription(), 'test/golden/catalogue.json': catalogue() };
}

async function apiDescription(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'generate-'));
  try {
    const settings = readSettings({ DISCOVERY_DATA_DIR: folder, DISCOVERY_LOG_LEVEL: 'silent' });
    const system = await startSystem({
      settings,
      clock: new SimulatedClock('2026-09-01T00:00:00.000Z'),
      log: createLogger('silent'),
    });
    const document = await system.app.get(ApiDescription).document();
    await system.stop();
    return json(document);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every event type with its stream, schema version and sample sentence, and every command with its roles and purpose. */
function catalogue(): string {
  const commands = commandTable.all().map(({ command, aggregate, access, creates = false }) => ({
    operation: operationOf(command),
    stream: aggregate.category,
    creates,
    roles: access.roles,
    purpose: access.purpose,
  }));
  return json({ events: eventCatalogue, commands });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const SAMPLES = 'test/golden/events';

/** One stored sample of every event version, named `<Type>.v<n>.json`. */
function samples(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    eventCatalogue.map((line) => [`${SAMPLES}/${sampleName(line)}`, json(sampleFact(line.stream, line.type))]),
  );
}

async function main(check: boolean): Promise<void> {
  for (const [file, text] of Object.entries(await generated())) {
    const same = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (check && !same) refuse(`${file} 与代码不一致，请运行 npm run generate`);
    if (!check && !same) write(file, text);
  }
  keepSamples(samples(), check);
}

/** Somebody's log holds facts of that shape: a stored sample is neither written over nor given up, only added to. */
function keepSamples(wanted: Readonly<Record<string, string>>, check: boolean): void {
  mkdirSync(SAMPLES, { recursive: true });
  for (const [file, text] of Object.entries(wanted)) {
    if (existsSync(file)) {
      if (readFileSync(file, 'utf8') !== text) refuse(`${file} 不可更改：已写入日志的事实须永远可读，请改用新的版次`);
    } else if (check) refuse(`${file} 缺失，请恢复；新的事实类型请运行 npm run generate`);
    else write(file, text);
  }
  const earlier = earlierSamples();
  for (const file of earlier) if (!existsSync(file)) refuse(`${file} 缺失，请恢复：已写入日志的事实须永远可读`);
  for (const name of readdirSync(SAMPLES)) {
    const file = `${SAMPLES}/${name}`;
    if (wanted[file] === undefined && !earlier.includes(file))
      refuse(`${file} 不再有对应的类型：已写入日志的事实须永远可读`);
  }
}

/** Those of the versions before: no code writes them any more, so they are only kept. */
function earlierSamples(): readonly string[] {
  return eventCatalogue.flatMap((line) =>
    Array.from(
      { length: Number(line.schemaVersion) - 1 },
      (_, index) => `${SAMPLES}/${sampleName({ ...line, schemaVersion: String(index + 1) })}`,
    ),
  );
}

function write(file: string, text: string): void {
  writeFileSync(file, text);
  process.stdout.write(`${file} 已更新\n`);
}

function refuse(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}

void main(process.argv.includes('--check'));
