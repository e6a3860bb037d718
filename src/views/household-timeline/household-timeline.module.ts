import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { HouseholdTimelineController } from './household-timeline.controller.js';
import { GetHouseholdTimelineHandler } from './household-timeline.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [HouseholdTimelineController],
  providers: [GetHouseholdTimelineHandler],
})
export class HouseholdTimelineModule {}
