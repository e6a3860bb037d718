import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CareWatchSheetController } from './care-watch-sheet.controller.js';
import { CareWatchController } from './care-watch.controller.js';
import { FindCareWatchHandler } from './care-watch.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [CareWatchController, CareWatchSheetController],
  providers: [FindCareWatchHandler],
})
export class CareWatchModule {}
