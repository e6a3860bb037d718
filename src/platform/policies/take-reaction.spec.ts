import type { Change } from '../change/change.js';
import type { CommandRow } from '../change/aggregate.js';
import { systemContext } from '../change/system-context.js';
import { RuleBroken } from '../rule-broken.js';
import type { Reaction } from './reaction.js';
import { takeReaction } from './take-reaction.js';

class Visit {
  constructor(readonly at: string) {}
}

const context = systemContext('visits', 'f-1');
const row = { command: Visit } as unknown as CommandRow;
const elsewhere: Reaction['elsewhere'] = ({ rule, facts }) =>
  rule === 'ended' ? new Visit(facts['into'] ?? '') : undefined;

/** Everything but the last of these has ended in the next. */
const chain = ['a', 'b', 'c'];
const asked: string[] = [];
beforeEach(() => (asked.length = 0));
const change: Pick<Change, 'run'> = {
  run: async (_, command) => {
    const { at } = command as Visit;
    asked.push(at);
    if (at === 'ring') throw new RuleBroken('ended', '已并入', undefined, { into: 'ring' });
    if (at === 'closed') throw new RuleBroken('closed', '已停办');
    const into = chain[chain.indexOf(at) + 1];
    if (into !== undefined) throw new RuleBroken('ended', '已并入', undefined, { into });
    return { stream: at, revision: 0, position: 1, nothingToDo: false, repeated: false };
  },
};
const take = (at: string, follows = true) =>
  takeReaction(change, { row, command: new Visit(at), ...(follows ? { elsewhere } : {}) }, context);

test('a command is taken where what it is about has ended up', async () => {
  expect([(await take('a')).stream, asked]).toEqual(['c', ['a', 'b', 'c']]);
});

test('a refusal that leads nowhere stands, and so does every one of a reaction that follows nothing', async () => {
  await expect(take('closed')).rejects.toThrow('已停办');
  await expect(take('a', false)).rejects.toThrow('已并入');
  expect(asked).toEqual(['closed', 'a']);
});

test('whoever went round in a ring is refused', async () => {
  await expect(take('ring')).rejects.toThrow('已并入');
  expect(asked).toHaveLength(9);
});
