import { commandRow } from './aggregate.js';
import type { Aggregate } from './aggregate.js';
import { CommandTable } from './command-table.js';

class OpenDoor {}
class CloseDoor {}

const door: Aggregate<object, never> = {
  category: 'door',
  initial: {},
  fold: {},
  exists: () => true,
  unitOf: () => ({}),
};

function row(command: new () => object) {
  return commandRow({
    command,
    aggregate: door,
    decide: () => [],
    access: { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' },
    id: () => '1',
  });
}

describe('the command table', () => {
  it('finds the row of each command and lists them in their order', () => {
    const table = new CommandTable([[row(OpenDoor)], [row(CloseDoor)]]);
    expect(table.all().map(({ command }) => command.name)).toEqual(['OpenDoor', 'CloseDoor']);
    expect(table.rowOf(CloseDoor).command).toBe(CloseDoor);
  });

  it('refuses to start with one command twice, or with two of one name', () => {
    const twin = { OpenDoor: class {} }.OpenDoor;
    Object.defineProperty(twin, 'name', { value: 'OpenDoor' });
    expect(() => new CommandTable([[row(OpenDoor), row(OpenDoor)]])).toThrow('命令表中 OpenDoor 出现两次');
    expect(() => new CommandTable([[row(OpenDoor)], [row(twin)]])).toThrow('命令表中 OpenDoor 出现两次');
  });

  it('says which command it does not know', () => {
    expect(() => new CommandTable([]).rowOf(OpenDoor)).toThrow('OpenDoor');
  });
});
