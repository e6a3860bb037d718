/** Why an EventStoreDB cannot be used or trusted: one sentence each, naming the place, for the person at the console. */

/** The connection string asks for something that would lose facts or hide it. */
export class UnsafeConnection extends Error {
  override readonly name = 'UnsafeConnection';
  constructor(setting: string) {
    super(`ESDB_URL：${setting}`);
  }
}

/** No node that may be written to: none answers, none leads, one does not promise what an acknowledgement promises. */
export class NodeUnfit extends Error {
  override readonly name = 'NodeUnfit';
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`EventStoreDB ${place} 不可用：${reason}`);
  }
}

/**
 * The log does not hold what stood at a position somebody has read up to: it was restored from an older backup, or is
 * another one. What was built on it must be built anew.
 */
export class PositionNotInLog extends Error {
  override readonly name = 'PositionNotInLog';
  constructor(readonly position: number) {
    super(`事实日志中已没有位置 ${position} 的事实：日志可能是由较早的备份恢复的，请重新启动以重建读模型`);
  }
}

/** A record that this program cannot have written, or whose numbers it cannot hold. */
export class ForeignRecord extends Error {
  override readonly name = 'ForeignRecord';
  constructor(
    readonly place: string,
    readonly what: string,
  ) {
    super(`事实日志 ${place} 的记录不是本系统写入的（${what}），请使用专用的 EventStoreDB`);
  }
}
