import { BSON } from 'bson';
import { Framing, ProtocolViolation, decodeRequest } from './wire.js';

const OP_MSG = 2013;
const OP_QUERY = 2004;

function message(operation: number, body: Buffer, id = 7): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(16), body]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(id, 4);
  bytes.writeInt32LE(operation, 12);
  return bytes;
}

function flags(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

function body(document: object): Buffer {
  return Buffer.concat([Buffer.from([0]), BSON.serialize(document)]);
}

function sequence(name: string, documents: readonly object[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => BSON.serialize(document))]);
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + content.length, 0);
  return Buffer.concat([Buffer.from([1]), size, content]);
}

function opMsg(...sections: readonly Buffer[]): Buffer {
  return message(OP_MSG, Buffer.concat([flags(0), ...sections]));
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}

function commandOf(bytes: Buffer): unknown {
  return decodeRequest(bytes, () => 1).command;
}

describe('cutting a stream of bytes into messages', () => {
  const first = opMsg(body({ ping: 1 }));
  const second = opMsg(body({ find: 'rows', filter: { a: 'x'.repeat(500) } }));

  it('puts together what comes byte by byte', () => {
    const framing = new Framing();
    const messages = [...first, ...second].flatMap((byte) => framing.push(Buffer.from([byte])));
    expect(messages.map(hex)).toEqual([first, second].map(hex));
  });

  it('takes apart what comes together, at whatever place it is cut', () => {
    const bytes = Buffer.concat([first, second, first]);
    for (let cut = 0; cut <= bytes.length; cut += 13) {
      const framing = new Framing();
      const messages = [...framing.push(bytes.subarray(0, cut)), ...framing.push(bytes.subarray(cut))];
      expect(messages.map(hex)).toEqual([first, second, first].map(hex));
    }
  });

  it('refuses lengths no message has', () => {
    for (const length of [0, 15, -1, 48_000_001, 0x7fffffff]) {
      const bytes = Buffer.alloc(16);
      bytes.writeInt32LE(length, 0);
      expect(() => new Framing().push(bytes)).toThrow(ProtocolViolation);
    }
  });
});

describe('reading a message', () => {
  it('puts document sequences into the command under their names, before or behind the body', () => {
    const insert = { insert: 'rows', $db: 'd' };
    const documents = [{ _id: 1 }, { _id: 2 }];
    const came = documents.map((document) => Buffer.from(BSON.serialize(document)));
    expect(commandOf(opMsg(body(insert), sequence('documents', documents)))).toEqual({ ...insert, documents: came });
    expect(commandOf(opMsg(sequence('documents', documents), body(insert)))).toEqual({ ...insert, documents: came });
    const remove = { delete: 'rows', $db: 'd' };
    const deletes = documents.map((q) => ({ q, limit: 1 }));
    expect(commandOf(opMsg(body(remove), sequence('deletes', deletes)))).toEqual({ ...remove, deletes });
    expect(commandOf(opMsg(body(insert), sequence('documents', [])))).toEqual({ ...insert, documents: [] });
  });

  it('leaves a checksum at the end alone and sees that no answer is wanted', () => {
    const checked = message(OP_MSG, Buffer.concat([flags(1 | 2), body({ ping: 1 }), Buffer.from([1, 2, 3, 4])]));
    const request = decodeRequest(checked, () => 1);
    expect([request.command, request.silent]).toEqual([{ ping: 1 }, true]);
  });

  it('reads the first hello of older clients', () => {
    const hello = Buffer.concat([
      flags(0),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      BSON.serialize({ isMaster: 1 }),
    ]);
    expect(commandOf(message(OP_QUERY, hello))).toEqual({ isMaster: 1, $db: 'admin' });
  });

  it('answers under the number of the question', () => {
    const answer = decodeRequest(opMsg(body({ ping: 1 })), () => 42).encode({ ok: 1 });
    expect([answer.readInt32LE(0), answer.readInt32LE(4), answer.readInt32LE(8), answer.readInt32LE(12)]).toEqual([
      answer.length,
      42,
      7,
      OP_MSG,
    ]);
    expect(BSON.deserialize(answer.subarray(21))).toEqual({ ok: 1 });
  });

  const damaged: readonly [string, Buffer][] = [
    ['another operation', message(2012, Buffer.alloc(9))],
    ['an unknown flag', message(OP_MSG, Buffer.concat([flags(4), body({ ping: 1 })]))],
    ['no body', message(OP_MSG, flags(0))],
    ['two bodies', opMsg(body({ ping: 1 }), body({ ping: 1 }))],
    ['an unknown section', opMsg(body({ ping: 1 }), Buffer.from([2, 5, 0, 0, 0, 0]))],
    ['a section longer than the message', opMsg(Buffer.from([0, 99, 0, 0, 0, 0]))],
    [
      'a document longer than its sequence',
      opMsg(body({ ping: 1 }), Buffer.from([1, 10, 0, 0, 0, 97, 0, 99, 0, 0, 0])),
    ],
  ];
  it.each(damaged)('refuses a message with %s', (_name, bytes) => {
    expect(() => commandOf(bytes)).toThrow(ProtocolViolation);
  });
});
