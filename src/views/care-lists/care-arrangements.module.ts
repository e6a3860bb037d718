import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CareArrangementsSheetController } from './care-arrangements-sheet.controller.js';
import { CareArrangementsController } from './care-arrangements.controller.js';
import { FindCareArrangementsHandler } from './care-arrangements.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [CareArrangementsController, CareArrangementsSheetController],
  providers: [FindCareArrangementsHandler],
})
export class CareArrangementsModule {}
