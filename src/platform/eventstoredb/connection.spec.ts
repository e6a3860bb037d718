import { readConnection } from './connection.js';
import { UnsafeConnection } from './refusals.js';

function refusalOf(url: string): unknown {
  try {
    return readConnection(url);
  } catch (error) {
    return error;
  }
}

describe('a connection string is refused', () => {
  it.each([
    ['under which a refused append looks like one that stands', 'throwOnAppendFailure=false'],
    ['that switches the signs of life off', 'keepAliveInterval=-1'],
    ['that waits for a sign of life for ever', 'keepAliveTimeout=-1'],
    ['that reads where the last append may be missing', 'nodePreference=follower'],
    ['that reads anywhere', 'nodePreference=random'],
    ['whose certificate is not there', 'tlsCAFile=/there/is/no/such/file.crt'],
    ['with half a user certificate', `userCertFile=${__filename}`],
  ])('%s', (_, setting) => {
    expect(refusalOf(`esdb://node:2113?tls=false&${setting}`)).toBeInstanceOf(UnsafeConnection);
  });

  it.each(['', 'http://node:2113', 'esdb://', 'esdb://admin:secret@'])(
    'that is none: "%s", without what it holds',
    (url) => {
      const refusal = refusalOf(url);
      expect(refusal).toBeInstanceOf(UnsafeConnection);
      expect(String(refusal)).not.toContain('secret');
    },
  );
});

it.each([
  ['esdb://node:2113?tls=false', 'esdb://node:2113'],
  ['esdb://admin:secret@one:2111,two:2112,three:2113?nodePreference=leader', 'esdb://one:2111,two:2112,three:2113'],
  ['esdb+discover://admin:secret@cluster.example:2113', 'esdb+discover://cluster.example:2113'],
])('%s is told as %s', (url, place) => {
  expect(readConnection(url).place).toBe(place);
});
