import { transformFile } from '@swc/core';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';

const SOURCES = resolve(__dirname, '../../src/platform/embedded-mongo');

describe('the server of the embedded read store', () => {
  let mongo: EmbeddedMongo;

  beforeEach(async () => {
    mongo = await startEmbeddedMongo();
  });

  afterEach(() => mongo.close());

  async function pingAt(url: string): Promise<number> {
    const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
    try {
      return (await client.db('any').command({ ping: 1 })).ok;
    } finally {
      await client.close();
    }
  }

  /** What the server answers to raw bytes before it closes the connection; at most the first answer. */
  async function answerTo(bytes: Buffer): Promise<Buffer> {
    const socket = connect(Number(new URL(mongo.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      socket.end();
    });
    socket.write(bytes);
    await once(socket, 'close');
    return Buffer.concat(chunks);
  }

  it('answers whoever has the address it gave', async () => {
    expect(await pingAt(mongo.url)).toBe(1);
  });

  it('answers nobody who lacks the password or has a wrong one', async () => {
    const url = new URL(mongo.url);
    await expect(pingAt(`mongodb://${url.host}/`)).rejects.toMatchObject({ code: 13 });
    url.password = `${url.password}_`;
    await expect(pingAt(url.href)).rejects.toMatchObject({ code: 18 });
    url.password = '';
    await expect(pingAt(url.href)).rejects.toThrow();
  });

  it('makes a new password at every start', async () => {
    const other = await startEmbeddedMongo();
    const passwords = [mongo, other].map(({ url }) => new URL(url).password);
    await other.close();
    expect(new Set(passwords).size).toBe(2);
    expect(passwords.every((password) => password.length >= 32)).toBe(true);
  });

  it('listens on the loopback interface only', async () => {
    const { port, hostname } = new URL(mongo.url);
    expect(hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      const socket = connect(Number(port), address);
      await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('closes a connection that speaks something else, and goes on', async () => {
    expect(await answerTo(Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'))).toEqual(Buffer.alloc(0));
    const compressed = Buffer.alloc(16);
    compressed.writeInt32LE(16, 0);
    compressed.writeInt32LE(2012, 12);
    expect(await answerTo(compressed)).toEqual(Buffer.alloc(0));
    expect(await pingAt(mongo.url)).toBe(1);
  });

  it('forgets everything when it is closed', async () => {
    const { port } = new URL(mongo.url);
    await mongo.close();
    await expect(once(connect(Number(port), '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    mongo = await startEmbeddedMongo();
    const client = await new MongoClient(mongo.url).connect();
    expect((await client.db('admin').admin().listDatabases()).databases).toEqual([]);
    await client.close();
  });

  it('runs in a thread of its own once it is compiled, and lets the process end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-mongo-'));
    try {
      await compileInto(folder);
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.js')]);
      expect(JSON.parse(stdout)).toEqual({ found: [{ _id: 1, v: 'x' }], served: 'by another thread' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** As the build does it, with a program that tells whether this thread's own event loop could have served it. */
async function compileInto(folder: string): Promise<void> {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  for (const name of names) {
    const { code } = await transformFile(join(SOURCES, name), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    await writeFile(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  await symlink(resolve(__dirname, '../../node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }');
  await writeFile(join(folder, 'program.js'), PROGRAM);
}

const PROGRAM = `
const { MongoClient } = require('mongodb');
const { startEmbeddedMongo } = require('./embedded-mongo.js');
async function main() {
  const mongo = await startEmbeddedMongo();
  const client = await new MongoClient(mongo.url).connect();
  const rows = client.db('d').collection('rows');
  await rows.insertOne({ _id: 1, v: 'x' });
  const found = await rows.find().toArray();
  const servers = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap');
  await client.close();
  await mongo.close();
  console.log(JSON.stringify({ found, served: servers.length === 0 ? 'by another thread' : 'by this thread' }));
}
main();
`;
