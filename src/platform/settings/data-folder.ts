import { accessSync, constants, mkdirSync } from 'node:fs';

/** The data folder cannot be made or written: one line for the operator, before anything is opened. */
export class DataFolderRefused extends Error {
  override readonly name = 'DataFolderRefused';
}

export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataFolderRefused(`数据文件夹 ${folder} 不能建立或写入，请检查路径与权限`, { cause: error });
  }
}
