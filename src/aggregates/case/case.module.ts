import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { caseCommands } from './case.commands.js';
import { ClosingController } from './closing/closing.controller.js';
import { ClueController } from './clue/clue.controller.js';
import { InvestigationController } from './investigation/investigation.controller.js';
import { OpeningController } from './opening/opening.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [ClueController, OpeningController, InvestigationController, ClosingController],
  providers: commandHandlers(caseCommands),
})
export class CaseModule {}
