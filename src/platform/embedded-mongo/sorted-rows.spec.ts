import { SortedRows } from './sorted-rows.js';
import type { Document } from './values.js';

const byNumber = (a: Document, b: Document): number => Number(a._id) - Number(b._id);

/** Numbers from 0 to `count` in an order of no pattern, each once. */
function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, n) => (n * 7_919) % count);
}

function numbers(documents: Iterable<Document>): unknown[] {
  return [...documents].map(({ _id }) => _id);
}

describe('documents kept in order', () => {
  const upwards = Array.from({ length: 5_000 }, (_, n) => n);
  const documents = shuffled(5_000).map((n) => ({ _id: n }));

  it('are in order whether they were there at first or came one by one', () => {
    for (const initially of [0, 1, 2_500, 5_000]) {
      const sorted = new SortedRows(documents.slice(0, initially), byNumber);
      for (const document of documents.slice(initially)) sorted.add(document);
      expect(numbers(sorted.forwards())).toEqual(upwards);
      expect(numbers(sorted.backwards())).toEqual([...upwards].reverse());
    }
  });

  it('stay in order while others are taken out, to the last one', () => {
    const sorted = new SortedRows(documents, byNumber);
    const [gone, left] = [documents.slice(0, 4_000), documents.slice(4_000)];
    for (const document of gone) sorted.remove(document);
    expect(numbers(sorted.forwards())).toEqual(numbers([...left].sort(byNumber)));
    for (const document of left) sorted.remove(document);
    expect(numbers(sorted.forwards())).toEqual([]);
    sorted.add({ _id: 1 });
    expect(numbers(sorted.backwards())).toEqual([1]);
  });

  it('say so when a document is taken out that is not there', () => {
    const sorted = new SortedRows([{ _id: 1 }], byNumber);
    expect(() => sorted.remove({ _id: 1 })).toThrow('a sorted bucket has lost a row');
    expect(() => sorted.remove({ _id: 2 })).toThrow('a sorted bucket has lost a row');
  });
});
