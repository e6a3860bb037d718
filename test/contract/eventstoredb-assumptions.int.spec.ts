import { EventStoreDBClient } from '@eventstore/db-client';
import { readConnection } from '../../src/platform/eventstoredb/connection.js';
import { assumptions } from '../support/eventstoredb-double/assumptions.js';
import type { Check } from '../support/eventstoredb-double/check-tools.js';
import { askingNodeOf } from '../support/eventstoredb-double/check-tools.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';
import type { Profile } from '../support/eventstoredb-double/subscription-call.js';

type Row = readonly [says: string, check: Check];

/** The sentences that can be looked at, of every version or of one. */
function checked(profile: Profile | undefined): readonly Row[] {
  return assumptions.flatMap(({ says, check, profile: only }): readonly Row[] =>
    check && only === profile ? [[says, check]] : [],
  );
}

describe.each(['23.10', '24'] as const)('the double of %s', (profile) => {
  let double: EventStoreDbDouble;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    double = await EventStoreDbDouble.start({ profile });
    client = EventStoreDBClient.connectionString(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    await double.stop();
  });

  it.each([...checked(undefined), ...checked(profile)])('%s', (_, check) =>
    check({ client, ask: askingNodeOf(readConnection(double.url)) }),
  );
});

it('no sentence is said twice', () => {
  const said = assumptions.map(({ says }) => says);
  expect(said).toEqual([...new Set(said)]);
});

const url = process.env['ESDB_URL'];

describe('a real server', () => {
  if (!url) {
    it('is not compared with the double without ESDB_URL', () => {
      process.stderr.write('NOT RUN (ESDB_URL unset): what the double assumes, on a real server\n');
    });
    return;
  }

  const client = EventStoreDBClient.connectionString(url);
  const server = { client, ask: askingNodeOf(readConnection(url)) };
  afterAll(() => client.dispose());

  it.each(checked(undefined))('%s', (_, check) => check(server));

  it('what differs between versions is as it is told of this one', async () => {
    const { esVersion } = (await server.ask('/info')) as { readonly esVersion: string };
    const profile = esVersion.startsWith('23.') ? '23.10' : '24';
    for (const [, check] of checked(profile)) await check(server);
  });
});
