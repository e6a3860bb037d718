import type { Chance } from './chance.js';
import { hostileBodies } from './hostile-bodies.js';
import type { HostileHead } from './hostile-heads.js';
import { hostileHeads } from './hostile-heads.js';
import type { Head, OnTheLine } from './request-bytes.js';
import { bytesOf } from './request-bytes.js';
import { spoiled } from './spoiled-values.js';
import type { Wanted } from './valid-requests.js';

/** As it was meant. */
export function asMeant(wanted: Wanted, authorization: string | undefined): OnTheLine {
  return { what: 'valid', bytes: bytesOf(headOf(wanted, authorization), bodyOf(wanted)) };
}

/** One thing wrong with it that the description forbids: a field, a parameter, the caller. */
export function spoiledRequest(wanted: Wanted, authorization: string | undefined, chance: Chance): OnTheLine {
  const head = headOf(wanted, authorization);
  const takesJson = wanted.body !== undefined && !Buffer.isBuffer(wanted.body);
  if (takesJson && chance.happens(0.8)) {
    const { what, value } = spoiled(wanted.body, chance);
    return { what: `field ${what}`, bytes: bytesOf(head, jsonOf(value ?? null)) };
  }
  if (chance.happens(0.5)) {
    const { authorization: _, ...headers } = head.headers;
    return { what: 'no token', bytes: bytesOf({ ...head, headers }, bodyOf(wanted)) };
  }
  const parameter = chance.oneOf(wanted.operation.parameters.filter((one) => one.in === 'query'));
  const { value } = spoiled({ [parameter?.name ?? 'x']: 'x' }, chance);
  const query = new URLSearchParams(
    Object.entries(value as object).map(([name, said]): [string, string] => [name, String(said)]),
  );
  const url = `${head.url.split('?')[0] ?? ''}?${query.toString()}`;
  return { what: 'parameter', bytes: bytesOf({ ...head, url }, bodyOf(wanted)) };
}

/** Something that no program sends by accident. */
export function hostileRequest(wanted: Wanted, authorization: string | undefined, chance: Chance): OnTheLine {
  const head = headOf(wanted, authorization);
  if (head.method === 'POST' && chance.happens(0.6)) {
    const what = chance.oneOf(Object.keys(hostileBodies)) ?? '';
    const json = Buffer.isBuffer(wanted.body) ? '{}' : JSON.stringify(wanted.body ?? {});
    const { body, headers, broken } = hostileBodies[what]?.(json, chance) ?? {};
    const type: Head['headers'] =
      Buffer.isBuffer(wanted.body) || body === undefined ? {} : { 'content-type': 'application/json' };
    const whole = { ...head, headers: { ...head.headers, ...type, ...headers } };
    return { what: `body ${what}`, bytes: bytesOf(whole, body), ...(broken ? { broken } : {}) };
  }
  const what = chance.oneOf(Object.keys(hostileHeads)) ?? '';
  const { astray, broken, last, ...twisted }: HostileHead = hostileHeads[what]?.(head, chance) ?? head;
  return {
    what: `head ${what}`,
    bytes: bytesOf(twisted, bodyOf(wanted)),
    ...(astray ? { astray } : {}),
    ...(last ? { last } : {}),
    ...(broken ? { broken } : {}),
  };
}

function headOf({ operation, url, headers, body }: Wanted, authorization: string | undefined): Head {
  const json = body !== undefined && !Buffer.isBuffer(body);
  return {
    method: operation.method,
    url,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  };
}

function bodyOf({ body }: Wanted): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return jsonOf(body);
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
