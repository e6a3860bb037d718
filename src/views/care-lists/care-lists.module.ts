import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { WatchListSheetController } from './watch-list-sheet.controller.js';
import { WatchListController } from './watch-list.controller.js';
import { FindWatchListHandler } from './watch-list.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [WatchListController, WatchListSheetController],
  providers: [FindWatchListHandler],
})
export class CareListsModule {}
