/** Sums of a server's metrics by name, labels aside. Rejects when it does not answer. */
export async function metricsOf(port: number): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`metrics answered ${answer.status}`);
  const sums = new Map<string, number>();
  for (const line of (await answer.text()).split('\n')) {
    const [, name, value] = /^([a-z_]+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + Number(value));
  }
  return sums;
}

/** Processor seconds the server has used since its start, all threads. */
export async function cpuSecondsOf(port: number): Promise<number> {
  return (await metricsOf(port)).get('process_cpu_seconds_total') ?? Number.NaN;
}
