import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AcceptApplication, acceptApplication, acceptApplicationAccess } from './accept-application.js';
import { AssistApplication, assistApplication, assistApplicationAccess } from './assist-application.js';
import { ExtendApplication, extendApplication, extendApplicationAccess } from './extend-application.js';
import { FinishEconomicCheck, finishEconomicCheck, finishEconomicCheckAccess } from './finish-economic-check.js';
import { ProposeOpinion, proposeOpinion, proposeOpinionAccess } from './propose-opinion.js';
import { ReuseEconomicCheck, reuseEconomicCheck, reuseEconomicCheckAccess } from './reuse-economic-check.js';
import { ReuseEconomicCheckHandler } from './reuse-economic-check.handler.js';
import { StartEconomicCheck, startEconomicCheck, startEconomicCheckAccess } from './start-economic-check.js';
import { WithdrawApplication, withdrawApplication, withdrawApplicationAccess } from './withdraw-application.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const applicationCommands: readonly TableRow[] = [
  commandRow({ ...own, command: AssistApplication, decide: assistApplication, access: assistApplicationAccess }),
  commandRow({ ...own, command: AcceptApplication, decide: acceptApplication, access: acceptApplicationAccess }),
  commandRow({ ...own, command: WithdrawApplication, decide: withdrawApplication, access: withdrawApplicationAccess }),
  commandRow({ ...own, command: ExtendApplication, decide: extendApplication, access: extendApplicationAccess }),
  commandRow({ ...own, command: StartEconomicCheck, decide: startEconomicCheck, access: startEconomicCheckAccess }),
  commandRow({ ...own, command: FinishEconomicCheck, decide: finishEconomicCheck, access: finishEconomicCheckAccess }),
  {
    ...commandRow({
      ...own,
      command: ReuseEconomicCheck,
      decide: reuseEconomicCheck,
      access: reuseEconomicCheckAccess,
    }),
    handler: ReuseEconomicCheckHandler,
  },
  commandRow({ ...own, command: ProposeOpinion, decide: proposeOpinion, access: proposeOpinionAccess }),
];
