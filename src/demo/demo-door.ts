import type { CommandBus } from '@nestjs/cqrs';
import type { Household } from '../aggregates/household/household.js';
import { household } from '../aggregates/household/household.js';
import { areaOf } from '../platform/auth/area.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Change, Outcome } from '../platform/change/change.js';
import type { CommandContext } from '../platform/change/command-context.js';
import { withContext } from '../platform/change/command-context.js';
import { eventIdOf, newEntityId, policyCommandId } from '../platform/change/command-id.js';
import type { Rules } from '../platform/change/given.js';
import type { Remembered } from '../platform/change/stream-memory.js';
import type { CommandDoor, WriteAnswer } from '../platform/http/command-door.js';
import { normaliseText } from '../platform/identity/free-text.js';
import type { Platform } from '../platform/platform.js';
import type { LookUpHash } from '../platform/sealing/look-up-hash.js';
import type { FieldGroup, SealedBox } from '../platform/sealing/sealed-box.js';

export interface Stage {
  readonly platform: Platform;
  readonly change: Change;
  readonly bus: CommandBus;
  readonly divisions: Rules['divisions'];
  /** Who acts, by account. */
  readonly actors: ReadonlyMap<string, Caller>;
}

export interface Entrance {
  readonly account: string;
  /** Names this act among all of one seed: played again it is the same command and happens once. */
  readonly key: string;
  /** The household the command is about; none for a registration, and none in an office. */
  readonly householdId?: string;
}

type Opened = Pick<CommandDoor, keyof CommandDoor>;

type Answered = Pick<Outcome, 'revision' | 'position'>;

/** The door of one command of the play: what a door over HTTP does, for a demo account that is already known. */
class DemoDoor implements Opened {
  private issuedIds = 0;

  constructor(
    private readonly stage: Stage,
    readonly context: CommandContext,
    private readonly known: Remembered<Household> | undefined,
  ) {}

  get target(): unknown {
    return this.known?.state;
  }

  newId(): string {
    return newEntityId(this.context.commandId, this.issuedIds++);
  }

  get hashes(): LookUpHash {
    return this.stage.platform.hashes;
  }

  rules(): Promise<Rules> {
    return this.stage.platform.rules();
  }

  get now(): string {
    return this.stage.platform.clock.now();
  }

  seal(subject: string, group: FieldGroup, plain: string): Promise<SealedBox> {
    return this.stage.platform.sealer.seal(subject, group, plain);
  }

  sealText(subject: string, written: string, group: FieldGroup = 'TEXT'): Promise<SealedBox> {
    const text = normaliseText(written);
    return this.seal(subject, group, text.ok ? text.text : '');
  }

  /**
   * What stands already is answered without the bus: the number of somebody who has left since must not be claimed
   * once more when a play is repeated.
   */
  async issue(command: object, ids: Readonly<Record<string, unknown>> = {}): Promise<WriteAnswer> {
    const { revision, position } = (await this.answered(command)) ?? (await this.execute(command));
    return { ...ids, revision, position: await this.stage.platform.positionToken(position) };
  }

  /** What a household's own stream says to the command; others are asked again and answer for themselves. */
  private async answered(command: { readonly householdId?: string }): Promise<Answered | undefined> {
    const { householdId } = command;
    if (householdId === undefined) return undefined;
    const { commands } = this.known ?? (await this.stage.change.memory.load(household, householdId));
    return commands.get(this.context.commandId);
  }

  private async execute(command: object): Promise<Outcome> {
    const outcome = await this.stage.bus.execute<object, Outcome>(withContext(command, this.context));
    if (outcome.nothingToDo) throw new Error(`演示中的 ${command.constructor.name} 没有产生事实`);
    return outcome;
  }
}

/**
 * Makes the keys of those whom acts are about to bring into the world, in one go: made one by one, each waits for the
 * disk by itself.
 */
export async function makeKeys(stage: Stage, brought: readonly { key: string; count: number }[]): Promise<void> {
  const subjects = brought.flatMap(({ key, count }) =>
    Array.from({ length: count }, (_, nth) => idBroughtBy(key, nth)),
  );
  await stage.platform.sealer.sealAll(subjects.map((subject) => ({ subject, group: 'TEXT', plain: '' })));
}

function commandIdOfAct(key: string): string {
  return policyCommandId('demo', key);
}

/** Id of the n-th thing that the act of that key brings into the world. */
export function idBroughtBy(key: string, nth = 0): string {
  return newEntityId(commandIdOfAct(key), nth);
}

/** Id of the first fact that the act of that key becomes. */
export function factOfAct(key: string): string {
  return eventIdOf(commandIdOfAct(key), 0);
}

/** Opens the door. The command's identity comes from its key, so a play that was broken off goes on where it stood. */
export async function openDemoDoor(stage: Stage, { account, key, householdId }: Entrance): Promise<CommandDoor> {
  const caller = stage.actors.get(account);
  if (!caller) throw new Error(`没有演示账号 ${account}`);
  const commandId = commandIdOfAct(key);
  const context: CommandContext = {
    caller,
    area: areaOf(caller, stage.divisions),
    commandId,
    // One key, one content: the play is the same for the same seed.
    requestHash: commandId,
    correlationId: commandId,
  };
  const known = householdId === undefined ? undefined : await stage.change.memory.load(household, householdId);
  const door: Opened = new DemoDoor(stage, context, known);
  // The class has private parts that an object of its public shape cannot show the compiler.
  return door as CommandDoor;
}
