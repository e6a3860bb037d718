import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CoordinatorRosterController } from './coordinator-roster.controller.js';
import { FindCoordinatorsHandler } from './coordinator-roster.query.js';
import { CoordinatorSheetController } from './coordinator-sheet.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [CoordinatorRosterController, CoordinatorSheetController],
  providers: [FindCoordinatorsHandler],
})
export class CoordinatorRosterModule {}
