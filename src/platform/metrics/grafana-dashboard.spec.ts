import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from './metrics.js';

interface Panel {
  readonly id: number;
  readonly targets: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(readFileSync(join(__dirname, 'grafana-dashboard.json'), 'utf8')) as {
  readonly panels: readonly Panel[];
};
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
/** What stands before a selector is a metric. */
const shown = new Set(
  expressions.flatMap((expr) => [...expr.matchAll(/([a-z_0-9]+)\{/g)].map(([, name]) => name ?? '')),
);

/** Every series the app exposes, with the metric it belongs to: a histogram has three. */
async function exposed(): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [, name = '', kind] of (await new Metrics().text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const series = kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name];
    for (const each of series) names.set(each, name);
  }
  return names;
}

test('the dashboard asks only for what the app exposes', async () => {
  const names = await exposed();
  expect([...shown].filter((name) => !names.has(name))).toEqual([]);
});

test('the dashboard shows every metric that is the app’s own, not the runtime’s', async () => {
  const names = await exposed();
  const metrics = new Set([...shown].map((name) => names.get(name)));
  const own = [...new Set(names.values())].filter((name) => !/^(nodejs|process)_/.test(name));
  expect(own.filter((name) => !metrics.has(name))).toEqual([]);
});

test('every panel has an id of its own, a question, and the data source that is chosen at the import', () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(dashboard.panels.filter(({ targets }) => targets.length === 0)).toEqual([]);
  expect(JSON.stringify(dashboard).match(/"uid":"(?!\$\{datasource\}|proactive-discovery)[^"]*"/g)).toBeNull();
});
