/** Why a log on this machine cannot be opened or trusted: one sentence each, naming the file, for the person at the console. */

/** Another process (or another part of this one) owns the log. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse';
  constructor(readonly file: string) {
    super(`事实日志 ${file} 正被另一个进程使用，请先停止该进程再启动`);
  }
}

/** The file is no log, or what it holds is not what was written. Nothing was repaired or left out silently. */
export class LogDamaged extends Error {
  override readonly name = 'LogDamaged';
  constructor(
    readonly file: string,
    readonly where: string,
  ) {
    super(`事实日志 ${file} 已损坏（${where}），请停止写入并从备份恢复`);
  }
}

export class LogNotWritable extends Error {
  override readonly name = 'LogNotWritable';
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`事实日志 ${file} 无法写入（${reason}），请检查目录、权限与磁盘空间`);
  }
}

/** Written by a later release; reading it half would be worse than not starting. */
export class LogTooNew extends Error {
  override readonly name = 'LogTooNew';
  constructor(
    readonly file: string,
    readonly found: number,
    readonly known: number,
  ) {
    super(`事实日志 ${file} 的格式为第 ${found} 版，本程序只认识到第 ${known} 版，请使用较新的程序`);
  }
}

/** The storage engine would not promise what every acknowledgement promises: on disk before the answer. */
export class LogUnsafe extends Error {
  override readonly name = 'LogUnsafe';
  constructor(
    readonly file: string,
    readonly setting: string,
  ) {
    super(`事实日志 ${file} 不能保证落盘（${setting}），拒绝启动`);
  }
}
