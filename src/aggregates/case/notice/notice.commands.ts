import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AskFamilyNames } from './ask-family-names.handler.js';
import { EndNotice, endNotice, endNoticeAccess } from './end-notice.js';
import { ForwardFile, forwardFile, forwardFileAccess } from './forward-file.js';
import { PostNotice, postNotice, postNoticeAccess } from './post-notice.js';
import { RaiseObjection, raiseObjection, raiseObjectionAccess } from './raise-objection.js';
import { ReceiveFile, receiveFile, receiveFileAccess } from './receive-file.js';
import { SettleObjection, settleObjection, settleObjectionAccess } from './settle-objection.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const noticeCommands: readonly TableRow[] = [
  {
    ...commandRow({ ...own, command: PostNotice, decide: postNotice, access: postNoticeAccess }),
    handler: AskFamilyNames,
  },
  commandRow({ ...own, command: EndNotice, decide: endNotice, access: endNoticeAccess }),
  commandRow({ ...own, command: RaiseObjection, decide: raiseObjection, access: raiseObjectionAccess }),
  commandRow({ ...own, command: SettleObjection, decide: settleObjection, access: settleObjectionAccess }),
  commandRow({ ...own, command: ForwardFile, decide: forwardFile, access: forwardFileAccess }),
  commandRow({ ...own, command: ReceiveFile, decide: receiveFile, access: receiveFileAccess }),
];
