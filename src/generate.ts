import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandTable } from './command-tables.js';
import { operationOf } from './platform/change/aggregate.js';
import { SimulatedClock } from './platform/clock/simulated.clock.js';
import { ApiDescription } from './platform/http/api-description.js';
import { createLogger } from './platform/logging/logger.js';
import { readSettings } from './platform/settings/settings.js';
import { startSystem } from './system.js';
import { sentencesByCategory } from './views/audit-trail/sentences-by-category.js';

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
    const document = system.app.get(ApiDescription).document();
    await system.stop();
    return json(document);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every event type with its stream, and every command with its roles and purpose. */
function catalogue(): string {
  const events = Object.entries(sentencesByCategory).flatMap(([category, sentences]) =>
    Object.keys(sentences).map((type) => ({ type, stream: category })),
  );
  const commands = commandTable.all().map(({ command, aggregate, access, creates = false }) => ({
    operation: operationOf(command),
    stream: aggregate.category,
    creates,
    roles: access.roles,
    purpose: access.purpose,
  }));
  return json({ events, commands });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function main(check: boolean): Promise<void> {
  for (const [file, text] of Object.entries(await generated())) {
    const same = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (check && !same) {
      process.stderr.write(`${file} 与代码不一致，请运行 npm run generate\n`);
      process.exitCode = 1;
    }
    if (!check && !same) {
      writeFileSync(file, text);
      process.stdout.write(`${file} 已更新\n`);
    }
  }
}

void main(process.argv.includes('--check'));
