import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MonitoringListSheetController } from './monitoring-list-sheet.controller.js';
import { MonitoringListController } from './monitoring-list.controller.js';
import { FindMonitoringHandler } from './monitoring-list.query.js';
import { WatchListSheetController } from './watch-list-sheet.controller.js';
import { WatchListController } from './watch-list.controller.js';
import { FindWatchListHandler } from './watch-list.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [WatchListController, WatchListSheetController, MonitoringListController, MonitoringListSheetController],
  providers: [FindWatchListHandler, FindMonitoringHandler],
})
export class CareListsModule {}
