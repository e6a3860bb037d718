import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CareArrangementsSheetController } from './care-arrangements-sheet.controller.js';
import { CareArrangementsController } from './care-arrangements.controller.js';
import { FindCareArrangementsHandler } from './care-arrangements.query.js';
import { CareWatchSheetController } from './care-watch-sheet.controller.js';
import { CareWatchController } from './care-watch.controller.js';
import { FindCareWatchHandler } from './care-watch.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    CareWatchController,
    CareWatchSheetController,
    CareArrangementsController,
    CareArrangementsSheetController,
  ],
  providers: [FindCareWatchHandler, FindCareArrangementsHandler],
})
export class CareWatchModule {}
