import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** One violation for every rule: where it is planted, what it imports, which rule has to fire, and no other. */
const planted: readonly (readonly [rule: string, file: string, source: string])[] = [
  [
    'pure-files-know-no-framework',
    'src/aggregates/city/planted-framework.ts',
    "import { Injectable } from '@nestjs/common';\nexport const x = Injectable;",
  ],
  [
    'pure-files-import-only-pure-platform',
    'src/aggregates/city/planted-platform.ts',
    "import { SystemClock } from '../../platform/clock/system.clock.js';\nexport const x = SystemClock;",
  ],
  [
    'aggregates-do-not-know-each-other',
    'src/aggregates/city/planted-other.dto.ts',
    "import { household } from '../household/household.js';\nexport const x = household;",
  ],
  [
    'aggregates-know-no-view-policy-or-demo',
    'src/aggregates/city/planted-view.dto.ts',
    "import { rosterProjection } from '../../views/roster/roster.projection.js';\nexport const x = rosterProjection;",
  ],
  [
    'views-do-not-know-each-other',
    'src/views/roster/planted-other.ts',
    "import { proposalsProjection } from '../proposals/proposals.projection.js';\nexport const x = proposalsProjection;",
  ],
  [
    'views-know-events-and-value-types-only',
    'src/views/roster/planted-fold.ts',
    "import { household } from '../../aggregates/household/household.js';\nexport const x = household;",
  ],
  [
    'views-and-policies-do-not-know-each-other',
    'src/policies/last-member/planted-view.ts',
    "import { rosterProjection } from '../../views/roster/roster.projection.js';\nexport const x = rosterProjection;",
  ],
  [
    'policies-do-not-know-each-other',
    'src/policies/last-member/planted-other.ts',
    "import { idNumberPolicy } from '../id-number/id-number.policy.js';\nexport const x = idNumberPolicy;",
  ],
  [
    'platform-knows-no-business',
    'src/platform/clock/planted-business.ts',
    "import { city } from '../../aggregates/city/city.js';\nexport const x = city;",
  ],
  [
    'each-client-in-its-own-room',
    'src/views/roster/planted-client.ts',
    "import { MongoClient } from 'mongodb';\nexport const x = MongoClient;",
  ],
  [
    'no-demo-outside-the-composition',
    'src/views/roster/planted-demo.ts',
    "import { demoAccounts } from '../../demo/demo-accounts.js';\nexport const x = demoAccounts;",
  ],
  [
    'no-circles',
    'src/views/roster/planted-circle.ts',
    "import { y } from './planted-circle-back.js';\nexport const x = () => y;",
  ],
  [
    'no-unknown-modules',
    'src/views/roster/planted-unknown.ts',
    "import { x } from './there-is-no-such-file.js';\nexport { x };",
  ],
];

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly totalCruised: number;
  };
}

function cruise(folder: string): Cruise {
  const depcruise = join(ROOT, 'node_modules/.bin/depcruise');
  try {
    return JSON.parse(
      execFileSync(depcruise, ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'], {
        cwd: folder,
        maxBuffer: 1e9,
      }).toString(),
    ) as Cruise;
  } catch (error) {
    // A violation makes the tool leave with their number; its report is complete all the same.
    return JSON.parse(String((error as { stdout: Buffer }).stdout)) as Cruise;
  }
}

describe('import rules', () => {
  let folder: string;
  let report: Cruise;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
    for (const part of ['src', 'test', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [, file, source] of planted) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source);
    }
    writeFileSync(
      join(folder, 'src/views/roster/planted-circle-back.ts'),
      "import { x } from './planted-circle.js';\nexport const y = () => x;",
    );
    report = cruise(folder);
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(planted)('%s fires on its planted violation and nothing else does', (rule, file) => {
    // A circle is reported once, at whichever of its files the tool met first.
    const places = rule === 'no-circles' ? [file, file.replace('.ts', '-back.ts')] : [file];
    const fired = report.summary.violations
      .filter(({ from }) => places.includes(from))
      .map((violation) => violation.rule.name);
    expect([...new Set(fired)]).toEqual([rule]);
  });

  it('no rule fires on the product itself', () => {
    const own = report.summary.violations.filter(({ from }) => !from.includes('planted-'));
    expect(own).toEqual([]);
  });

  it('every rule of the configuration has its planted violation', () => {
    // The framework's event bus cannot be told apart at module level: its package has one entry; lint forbids the names.
    const { forbidden } = require(join(ROOT, '.dependency-cruiser.cjs')) as {
      forbidden: readonly { readonly name: string }[];
    };
    expect(forbidden.map(({ name }) => name)).toEqual(planted.map(([rule]) => rule));
  });

  it('the tool has seen every source file', () => {
    const files = readdirSync(join(folder, 'src'), { recursive: true }).filter((name) => String(name).endsWith('.ts'));
    expect(report.summary.totalCruised).toBeGreaterThanOrEqual(files.length);
  });
});
