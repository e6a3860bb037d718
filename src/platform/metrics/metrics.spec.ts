import type { ProjectionGauge } from './metrics.js';
import { Metrics } from './metrics.js';

async function lines(metrics: Metrics, name: string): Promise<string[]> {
  const text = await metrics.text();
  return text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

describe('metrics', () => {
  test('count requests and their time by operation and status', async () => {
    const metrics = new Metrics();
    metrics.request('recordPatrolVisit', 201, 0.004);
    metrics.request('recordPatrolVisit', 201, 0.25);
    metrics.request('recordPatrolVisit', 409, 0.002);
    expect(await lines(metrics, 'http_requests_total')).toEqual([
      'http_requests_total{operation="recordPatrolVisit",status="201"} 2',
      'http_requests_total{operation="recordPatrolVisit",status="409"} 1',
    ]);
    expect(await lines(metrics, 'http_request_duration_seconds_sum')).toEqual([
      'http_request_duration_seconds_sum{operation="recordPatrolVisit",status="201"} 0.254',
      'http_request_duration_seconds_sum{operation="recordPatrolVisit",status="409"} 0.002',
    ]);
  });

  test('measure the log’s transactions and facts', async () => {
    const metrics = new Metrics();
    metrics.committed(64, 12);
    metrics.committed(1, 2);
    expect(await lines(metrics, 'event_store_append_seconds_count')).toEqual(['event_store_append_seconds_count 2']);
    expect(await lines(metrics, 'event_store_append_seconds_sum')).toEqual(['event_store_append_seconds_sum 0.014']);
    expect(await lines(metrics, 'event_store_events_total')).toEqual(['event_store_events_total 65']);
  });

  test('ask views and access log at the scrape, and forget a view that is gone', async () => {
    const metrics = new Metrics();
    let views: ProjectionGauge[] = [
      { name: 'roster', lag: 3, parked: 0 },
      { name: 'patrol-ledger', lag: 0, parked: 2 },
    ];
    let waiting = 7;
    metrics.measure({ projections: async () => views });
    metrics.measure({ accessLogQueue: () => waiting });
    expect(await lines(metrics, 'projection_lag_events')).toEqual([
      'projection_lag_events{projection="roster"} 3',
      'projection_lag_events{projection="patrol-ledger"} 0',
    ]);
    expect(await lines(metrics, 'projection_parked_keys')).toEqual([
      'projection_parked_keys{projection="roster"} 0',
      'projection_parked_keys{projection="patrol-ledger"} 2',
    ]);
    expect(await lines(metrics, 'access_log_queue')).toEqual(['access_log_queue 7']);
    views = [{ name: 'roster', lag: 0, parked: 0 }];
    waiting = 0;
    expect(await lines(metrics, 'projection_lag_events')).toEqual(['projection_lag_events{projection="roster"} 0']);
    expect(await lines(metrics, 'access_log_queue')).toEqual(['access_log_queue 0']);
  });

  test('fail the scrape rather than tell an old lag', async () => {
    const metrics = new Metrics();
    metrics.projection('roster', 0, 0);
    metrics.measure({ projections: () => Promise.reject(new Error('store away')) });
    await expect(metrics.text()).rejects.toThrow('store away');
  });

  test('never carry an id, a name or a number of a person as a label', async () => {
    const metrics = new Metrics();
    const strange = [
      '0197a1b2-1234-7000-8000-000000000001',
      '张三',
      '13800001234',
      '/households/1',
      'a"b',
      '',
      'x'.repeat(61),
    ];
    for (const label of strange) {
      metrics.request(label, 200, 0.1);
      metrics.projection(label, 1, 1);
    }
    metrics.request('getHousehold', Number.NaN, 0.1);
    expect(await lines(metrics, 'http_requests_total')).toEqual([
      'http_requests_total{operation="other",status="200"} 7',
      'http_requests_total{operation="getHousehold",status="other"} 1',
    ]);
    expect(await lines(metrics, 'projection_lag_events')).toEqual(['projection_lag_events{projection="other"} 1']);
  });

  test('tell of the process, each instance for itself', async () => {
    const [first, second] = [new Metrics(), new Metrics()];
    first.request('getHousehold', 200, 0.1);
    expect(await lines(first, 'process_resident_memory_bytes')).toHaveLength(1);
    expect(await lines(second, 'http_requests_total')).toEqual([]);
  });
});
