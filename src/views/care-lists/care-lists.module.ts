import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CareArrangementsSheetController } from './care-arrangements-sheet.controller.js';
import { CareArrangementsController } from './care-arrangements.controller.js';
import { FindCareArrangementsHandler } from './care-arrangements.query.js';
import { CareWatchSheetController } from './care-watch-sheet.controller.js';
import { CareWatchController } from './care-watch.controller.js';
import { FindCareWatchHandler } from './care-watch.query.js';
import { MonitoringListSheetController } from './monitoring-list-sheet.controller.js';
import { MonitoringListController } from './monitoring-list.controller.js';
import { FindMonitoringHandler } from './monitoring-list.query.js';
import { WatchListSheetController } from './watch-list-sheet.controller.js';
import { WatchListController } from './watch-list.controller.js';
import { FindWatchListHandler } from './watch-list.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    WatchListController,
    WatchListSheetController,
    MonitoringListController,
    MonitoringListSheetController,
    CareWatchController,
    CareWatchSheetController,
    CareArrangementsController,
    CareArrangementsSheetController,
  ],
  providers: [FindWatchListHandler, FindMonitoringHandler, FindCareWatchHandler, FindCareArrangementsHandler],
})
export class CareListsModule {}
