import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseLives } from './case-lives.js';
import { operationsOf } from './life.js';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

test('the lives of cases know every command that a case takes over HTTP', () => {
  const { paths } = JSON.parse(readFileSync(join(__dirname, '../golden/openapi.json'), 'utf8')) as Description;
  const commands = Object.entries(paths).flatMap(([path, { post }]) =>
    post !== undefined && /^\/api\/v1\/cases\//.test(path) ? [post.operationId] : [],
  );
  const lived = operationsOf(caseLives).filter((operation) => operation !== 'registerHousehold');
  expect([...lived].sort()).toEqual([...commands].sort());
});
