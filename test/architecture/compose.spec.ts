import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const COMPOSE = readFileSync(resolve(__dirname, '../../docker-compose.yml'), 'utf8');
/** Service by service: its name and its lines. */
const services = [
  ...(COMPOSE.split('\nservices:\n')[1]?.split('\nvolumes:\n')[0] ?? '').matchAll(/^ {2}(\w+):\n((?: {4}.*\n|\n)+)/gm),
].map(([, name = '', lines = '']) => ({ name, lines }));

test('every service of the compose file has a health check and keeps what it holds on a volume', () => {
  expect(services.map(({ name }) => name)).toEqual(['mongodb', 'eventstoredb', 'app']);
  expect(services.filter(({ lines }) => !/^ {4}healthcheck:$/m.test(lines) || !/^ {4}volumes:/m.test(lines))).toEqual(
    [],
  );
});

test('no secret has a default: what is not set stops the start with its meaning', () => {
  const settings = [...COMPOSE.matchAll(/^ +(DISCOVERY_(?:KEY|ISSUER|JWKS_URL)): (.*)$/gm)];
  expect(settings.map(([, name, value]) => [name, /^\$\{\w+:\?.+\}$/.test(value ?? '')])).toEqual([
    ['DISCOVERY_ISSUER', true],
    ['DISCOVERY_JWKS_URL', true],
    ['DISCOVERY_KEY', true],
  ]);
  expect(COMPOSE).not.toMatch(/\$\{\w+:?-[^}]|\$\{\w+\}|PASSWORD: *[^$\s]/);
});
