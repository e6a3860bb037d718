import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GroupRosterController } from './group-roster.controller.js';
import { FindGroupsHandler } from './group-roster.query.js';
import { GroupSheetController } from './group-sheet.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [GroupRosterController, GroupSheetController],
  providers: [FindGroupsHandler],
})
export class GroupRosterModule {}
