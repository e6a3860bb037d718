import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import { tempFolder } from '../support/temp-folder.js';
import type { BrokenStore, Past } from './broken-store.js';
import { brokenStores } from './broken-stores.js';
import type { StoreUnderTest } from './event-store-cases/store-under-test.js';
import { eventStoreCases } from './event-store.contract.js';
import { SqliteUnderTest } from './sqlite-under-test.js';

/** A sound store under test, seen through a fault. */
class BrokenUnderTest implements StoreUnderTest {
  private readonly past: Past = { starts: 0, forgotten: [] };
  private broken: EventStore | undefined;

  constructor(
    private readonly sound: SqliteUnderTest,
    private readonly kind: BrokenStore,
  ) {}

  async open(): Promise<EventStore> {
    this.broken ??= this.make(await this.sound.open());
    return this.broken;
  }

  async restart(): Promise<EventStore> {
    this.broken = this.make(await this.sound.restart());
    return this.broken;
  }

  async another(): Promise<EventStore> {
    return this.kind.make(await this.sound.another(), { starts: 1, forgotten: [] });
  }

  loseNextAnswer(): void {
    this.sound.loseNextAnswer();
  }

  private make(sound: EventStore): EventStore {
    this.past.starts++;
    return this.kind.make(sound, this.past);
  }
}

async function failingCases(kind: BrokenStore): Promise<readonly string[]> {
  const { path, remove } = await tempFolder({ memory: true });
  const sound = new SqliteUnderTest(path);
  const under = new BrokenUnderTest(sound, kind);
  const failing: string[] = [];
  for (const { name, run } of eventStoreCases) {
    await run(under).catch(() => failing.push(name));
  }
  await sound.close();
  await remove();
  return failing;
}

/** Every fault with exactly the cases it makes fail, in the order of the contract. */
const bites: Readonly<Record<string, readonly string[]>> = {
  'loses the last event of an append of five or more': [
    'the events of an append stand in the order given',
    'revisions are gapless over appends of every size',
    'a stream reads forwards from a revision, so many as wanted',
    'a stream reads backwards from its end or a revision',
    'a stream longer than any page reads whole',
    'a page never reaches beyond what it says it has looked at',
  ],
  'ignores the expected revision': [
    'a stream that must not exist is refused when it does',
    'a revision of a stream that does not exist is refused',
    'a revision behind or ahead of the stream is refused and the actual one named',
    'of two writers at one revision exactly one wins, in every race',
    'the same ids at another revision are refused',
    'an append that agrees only in part with what stands is refused whole',
  ],
  'lets a stream come into being at any revision': ['a revision of a stream that does not exist is refused'],
  'takes the word of a writer who is ahead': [
    'a revision behind or ahead of the stream is refused and the actual one named',
  ],
  'names a wrong actual revision in a refusal': [
    'a stream that must not exist is refused when it does',
    'a revision of a stream that does not exist is refused',
    'a revision behind or ahead of the stream is refused and the actual one named',
    'of two writers at one revision exactly one wins, in every race',
    '64 writers at once: every acknowledged event stands exactly once, every refused one nowhere',
    'the same ids at another revision are refused',
    'an append that agrees only in part with what stands is refused whole',
  ],
  'puts the events of an append in another order': ['the events of an append stand in the order given'],
  'answers with the revision of the first event': [
    'an append answers the revision and the position of its last event',
    'revisions are gapless over appends of every size',
    '64 writers at once: every acknowledged event stands exactly once, every refused one nowhere',
    'the same append five times at once is written once and answered alike',
    'an append whose answer was lost stands once after it was tried again',
    'a stream longer than any page reads whole',
    'an acknowledged append is seen by every read that begins after it',
  ],
  'answers with the position of the first event': [
    'an append answers the revision and the position of its last event',
    'the same append five times at once is written once and answered alike',
    'an append whose answer was lost stands once after it was tried again',
    'numbers, empty and nested values survive exactly',
    'an acknowledged append is seen by every read that begins after it',
    'the last fact outside some categories is found from the end and from any position, whatever stands behind it',
    'the head is the position of the last event',
  ],
  'acknowledges before anything is written': [
    'revisions are gapless over appends of every size',
    'an acknowledged append is seen by every read that begins after it',
    'the log reads in pages, in the order of positions, each fact whole',
  ],
  'lets both writers of a race win': [
    'of two writers at one revision exactly one wins, in every race',
    '64 writers at once: every acknowledged event stands exactly once, every refused one nowhere',
  ],
  'writes a second copy when an append is repeated': [
    'the same append once more has the first answer and writes nothing',
    'the same append after a restart has the first answer',
    'an append that agrees only in part with what stands is refused whole',
    'an append whose answer was lost stands once after it was tried again',
  ],
  'knows a repeated append only while it is the last of its stream': [
    'the same append after later events has the first answer',
  ],
  'knows repeated appends of its own lifetime only': ['the same append after a restart has the first answer'],
  'does not recognise its own append while it is being written': [
    'the same append five times at once is written once and answered alike',
  ],
  'knows ids wherever they stand': ['the same ids at another revision are refused'],
  'compares the first id of a repeated append only': [
    'an append that agrees only in part with what stands is refused whole',
  ],
  'decides anew after an unknown outcome': ['an append whose answer was lost stands once after it was tried again'],
  'calls an unknown outcome a failure': ['an append whose answer was lost stands once after it was tried again'],
  'keeps the sound events before a malformed one': [
    'an append with one malformed event among sound ones leaves nothing',
  ],
  'repairs an id that is given twice': ['an id given twice in one append is refused'],
  'puts ids into lower case instead of refusing them': ['a malformed append is refused and the store works on'],
  'is poisoned by a malformed append': ['a malformed append is refused and the store works on'],
  'splits an append that is too large': ['an append over the limit is refused whole, one at the limit stands'],
  'refuses an append already at the limit': ['an append over the limit is refused whole, one at the limit stands'],
  'replaces lone surrogates': ['every text survives exactly: Chinese, rare characters, U+0000, lone surrogates'],
  'cuts texts at U+0000': ['every text survives exactly: Chinese, rare characters, U+0000, lone surrogates'],
  'keeps numbers in single precision': ['numbers, empty and nested values survive exactly'],
  'writes null for what is undefined': ['a field that is undefined is a field that is absent'],
  'hands out the same objects to every reader': ['what the caller does to its objects after the call changes no fact'],
  'looks at the caller’s objects after the call': [
    'what the caller does to its objects after the call changes no fact',
  ],
  'forgets the last acknowledged append at a restart': [
    'the same append after a restart has the first answer',
    'every text survives exactly: Chinese, rare characters, U+0000, lone surrogates',
    'what was acknowledged stands after a restart, unchanged and at its position',
  ],
  'tells kinds of facts without their versions': [
    'the log tells every kind of fact in it once, by category, type and version, with the first of each',
  ],
  'counts every fact as one outside of any category': [
    'the last fact outside some categories is found from the end and from any position, whatever stands behind it',
  ],
  'takes the first revision of a read as exclusive': [
    'an append whose answer was lost stands once after it was tried again',
    'a stream reads forwards from a revision, so many as wanted',
    'a stream reads backwards from its end or a revision',
  ],
  'turns a backward read round': [
    'a stream reads backwards from its end or a revision',
    'a stream longer than any page reads whole',
  ],
  'takes a limit of 0 for no limit': ['a limit of 0 is answered with nothing'],
  'stops at the end of the first page of a stream': ['a stream longer than any page reads whole'],
  'finds a stream by the beginning of its name': ['a stream that does not exist is empty'],
  'has no answer for a stream that does not exist': ['a stream that does not exist is empty'],
  'lets its head lag behind an append of three': [
    'an acknowledged append is seen by every read that begins after it',
    'the log reads in pages, in the order of positions, each fact whole',
    'the log reads by type, alone and with a category, and looks past what is not wanted',
    'the head is the position of the last event',
    'a subscription delivers the wanted categories only and still moves over the others',
  ],
  'resumes the log at the position given instead of after it': [
    'what was acknowledged stands after a restart, unchanged and at its position',
    'a limit of 0 is answered with nothing',
    'an acknowledged append is seen by every read that begins after it',
    'the log reads in pages, in the order of positions, each fact whole',
    'positions grow along the log',
    'reading on after any position loses nothing and doubles nothing',
    'the log reads by category and looks past what is not wanted',
    'the log reads by type, alone and with a category, and looks past what is not wanted',
    'the log reads by township, alone and with a category',
    'a subscription without a selection delivers everything',
  ],
  'swaps two neighbours of the log': [
    'what was acknowledged stands after a restart, unchanged and at its position',
    'an acknowledged append is seen by every read that begins after it',
    'the log reads in pages, in the order of positions, each fact whole',
    'positions grow along the log',
    'reading on after any position loses nothing and doubles nothing',
    'the log reads by category and looks past what is not wanted',
    'the log reads by type, alone and with a category, and looks past what is not wanted',
    'the log reads by township, alone and with a category',
    'a subscription delivers what stands, then what comes, in the order of the log',
    'a subscription that is broken off and resumed at every page loses nothing and doubles nothing',
    'a subscription without a selection delivers everything',
    'a handler is awaited: never two pages at a time',
  ],
  'hands out more than the limit': [
    'a limit of 0 is answered with nothing',
    'the log reads in pages, in the order of positions, each fact whole',
  ],
  'ignores the categories': [
    'the log reads by category and looks past what is not wanted',
    'the log reads by type, alone and with a category, and looks past what is not wanted',
    'the log reads by township, alone and with a category',
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription delivers the wanted types only and still moves over the others',
  ],
  'ignores the types': [
    'the log reads by type, alone and with a category, and looks past what is not wanted',
    'a subscription delivers the wanted types only and still moves over the others',
  ],
  'takes a category for every name that begins like it': [
    'the log reads by category and looks past what is not wanted',
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription delivers the wanted types only and still moves over the others',
  ],
  'takes no category for every category': ['the log reads by category and looks past what is not wanted'],
  'ignores the township': ['the log reads by township, alone and with a category'],
  'stops looking at the last wanted fact': [
    'the log reads by category and looks past what is not wanted',
    'the log reads by type, alone and with a category, and looks past what is not wanted',
    'the log reads by township, alone and with a category',
  ],
  'gives every fact of an append the position of the last': [
    'an append answers the revision and the position of its last event',
    'the log reads in pages, in the order of positions, each fact whole',
    'reading on after any position loses nothing and doubles nothing',
    'the log tells every kind of fact in it once, by category, type and version, with the first of each',
    'an anchor resolves to the position of its fact, and to nothing where there is none',
    'as known at an instant is the whole prefix up to the last fact recorded by then',
    'as known at an instant holds where the clock jumped back',
  ],
  'loses the township of a fact': [
    'every text survives exactly: Chinese, rare characters, U+0000, lone surrogates',
    'a field that is undefined is a field that is absent',
    'the log reads in pages, in the order of positions, each fact whole',
  ],
  'takes another identity at every start': ['a log keeps its identity over a restart'],
  'gives every log the same identity': ['another log has another identity'],
  'resolves an anchor to the next fact of the log': [
    'an anchor resolves to the position of its fact, and to nothing where there is none',
  ],
  'resolves an anchor of no fact to the head': [
    'an anchor resolves to the position of its fact, and to nothing where there is none',
  ],
  'takes as known at an instant everything before the first later fact': [
    'as known at an instant holds where the clock jumped back',
  ],
  'takes an instant itself as not yet known': [
    'as known at an instant is the whole prefix up to the last fact recorded by then',
    'as known at an instant holds where the clock jumped back',
  ],
  'skips the first fact after a resumption': [
    'a subscription delivers what stands, then what comes, in the order of the log',
    'a subscription from any position delivers what follows it, once',
    'a subscription that is broken off and resumed at every page loses nothing and doubles nothing',
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription delivers the wanted types only and still moves over the others',
    'a subscription without a selection delivers everything',
    'a page never reaches beyond what it says it has looked at',
    'two subscriptions see the same order',
    'a handler is awaited: never two pages at a time',
    'a handler that fails ends its subscription with its error, and no other',
  ],
  'delivers the last fact once more at a resumption': [
    'a subscription from any position delivers what follows it, once',
    'a subscription that is broken off and resumed at every page loses nothing and doubles nothing',
    'a subscription without a selection delivers everything',
  ],
  'delivers a fact twice within a page': [
    'a subscription from any position delivers what follows it, once',
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription without a selection delivers everything',
  ],
  'loses what comes between catching up and going live': [
    'a subscription delivers what stands, then what comes, in the order of the log',
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription without a selection delivers everything',
    'a page never reaches beyond what it says it has looked at',
    'a handler is awaited: never two pages at a time',
    'a handler that fails ends its subscription with its error, and no other',
  ],
  'turns the facts of a page round': [
    'a subscription delivers what stands, then what comes, in the order of the log',
    'a subscription from any position delivers what follows it, once',
    'a subscription that is broken off and resumed at every page loses nothing and doubles nothing',
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription without a selection delivers everything',
    'a handler is awaited: never two pages at a time',
  ],
  'shows every other subscriber another order': [
    'a subscription from any position delivers what follows it, once',
    'two subscriptions see the same order',
  ],
  'hands out facts it says it has not looked at': ['a page never reaches beyond what it says it has looked at'],
  'never moves over facts that are not wanted': [
    'a subscription delivers the wanted categories only and still moves over the others',
    'a subscription delivers the wanted types only and still moves over the others',
  ],
  'delivers nothing without a selection': ['a subscription without a selection delivers everything'],
  'does not wait for its handler': [
    'a handler is awaited: never two pages at a time',
    'stopping waits for the running handler and nothing is delivered afterwards',
    'a handler that fails ends its subscription with its error, and no other',
  ],
  'stops without waiting for its handler': [
    'stopping waits for the running handler and nothing is delivered afterwards',
  ],
  'goes on after it was stopped': [
    'stopping waits for the running handler and nothing is delivered afterwards',
    'an idle subscription stops at once',
  ],
  'stops only when another page has come': ['an idle subscription stops at once'],
  'swallows the error of a handler and goes on': [
    'a handler that fails ends its subscription with its error, and no other',
  ],
  'ends without an error when a handler fails': [
    'a handler that fails ends its subscription with its error, and no other',
  ],
  'ends every subscription when one handler fails': [
    'a handler that fails ends its subscription with its error, and no other',
  ],
};

const FAITHFUL: BrokenStore = { fault: 'nothing', make: (sound) => sound };

describe('a store that', () => {
  it.each(brokenStores.map((kind) => [kind.fault, kind] as const))('%s', async (fault, kind) => {
    expect(await failingCases(kind)).toEqual(bites[fault]);
  });

  it('is sound fails no case', async () => {
    expect(await failingCases(FAITHFUL)).toEqual([]);
  });
});

it('every case of the contract is bitten by some broken store', () => {
  const bitten = new Set(Object.values(bites).flat());
  expect(eventStoreCases.map(({ name }) => name).filter((name) => !bitten.has(name))).toEqual([]);
});

it('every fault in the table is rehearsed', () => {
  expect(Object.keys(bites)).toEqual(brokenStores.map(({ fault }) => fault));
});
