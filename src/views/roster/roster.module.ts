import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RosterSheetController } from './roster-sheet.controller.js';
import { RosterController } from './roster.controller.js';
import { FindRosterHandler } from './roster.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [RosterController, RosterSheetController],
  providers: [FindRosterHandler],
})
export class RosterModule {}
