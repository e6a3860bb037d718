/** A request as it goes over the line. */
export interface OnTheLine {
  readonly bytes: Buffer;
  /** One word for the report. */
  readonly what: string;
  /** The path no longer names the operation for sure: any status that is documented anywhere will do. */
  readonly astray?: true;
  /** The bytes lie about their own length: an answer may never come. */
  readonly broken?: true;
  /** Nothing may follow on its line. */
  readonly last?: true;
}

export interface Head {
  readonly method: string;
  readonly url: string;
  /** A value of several lines becomes several fields of that name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/** Adds host and length; the length given in the headers wins, right or wrong. */
export function bytesOf({ method, url, headers }: Head, body?: Buffer): Buffer {
  const length = body === undefined || 'content-length' in headers || 'transfer-encoding' in headers;
  const all = { host: '127.0.0.1', ...headers, ...(length ? {} : { 'content-length': String(body.length) }) };
  const fields = Object.entries(all).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => `${name}: ${value}\r\n`),
  );
  return Buffer.concat([
    Buffer.from(`${method} ${url} HTTP/1.1\r\n${fields.join('')}\r\n`, 'latin1'),
    body ?? Buffer.alloc(0),
  ]);
}
