import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { VisitCalendarController } from './visit-calendar.controller.js';
import { CountVisitCalendarHandler, FindVisitCalendarHandler } from './visit-calendar.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [VisitCalendarController],
  providers: [FindVisitCalendarHandler, CountVisitCalendarHandler],
})
export class VisitCalendarModule {}
