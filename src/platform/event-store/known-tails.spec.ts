import { KnownTails } from './known-tails.js';

describe('known tails', () => {
  it('says nothing of a stream nobody has read', () => {
    expect(new KnownTails().endsBefore('household-1', 0)).toBe(false);
  });

  it('knows the end a read has found', () => {
    const tails = new KnownTails();
    tails.reading('household-1')(3);
    expect([tails.endsBefore('household-1', 3), tails.endsBefore('household-1', 4)]).toEqual([false, true]);
  });

  it('knows that a stream had no news, or is not there at all', () => {
    const tails = new KnownTails();
    tails.reading('household-1')(3);
    tails.reading('household-2')(-1);
    tails.appended('household-2', -1, 0);
    expect([tails.endsBefore('household-1', 4), tails.endsBefore('household-2', 0)]).toEqual([true, false]);
    expect(tails.endsBefore('household-2', 1)).toBe(true);
  });

  it('knows the end a read has found while others were written', () => {
    const tails = new KnownTails();
    const found = tails.reading('household-1');
    tails.appended('household-2', 0, 1);
    tails.forget('household-3');
    found(3);
    expect(tails.endsBefore('household-1', 4)).toBe(true);
  });

  it('moves with an append at the known tail', () => {
    const tails = new KnownTails();
    tails.reading('household-1')(3);
    tails.appended('household-1', 3, 5);
    expect([tails.endsBefore('household-1', 5), tails.endsBefore('household-1', 6)]).toEqual([false, true]);
  });

  it('learns nothing from a repeated append that is answered with an old revision', () => {
    const tails = new KnownTails();
    tails.appended('household-1', 1, 2);
    tails.reading('household-2')(9);
    tails.appended('household-2', 1, 2);
    expect([tails.endsBefore('household-1', 3), tails.endsBefore('household-2', 10)]).toEqual([false, false]);
  });

  it('learns nothing from a read during which an append was answered', () => {
    const tails = new KnownTails();
    const found = tails.reading('household-1');
    tails.appended('household-1', 3, 4);
    found(3);
    expect(tails.endsBefore('household-1', 4)).toBe(false);
  });

  it('knows nothing any more after an append of unknown outcome', () => {
    const tails = new KnownTails();
    tails.reading('household-1')(3);
    const late = tails.reading('household-1');
    tails.forget('household-1');
    late(3);
    expect(tails.endsBefore('household-1', 4)).toBe(false);
  });
});
