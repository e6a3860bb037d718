import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DeadlinesSheetController } from './deadlines-sheet.controller.js';
import { DeadlinesController } from './deadlines.controller.js';
import { FindDeadlinesHandler } from './deadlines.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [DeadlinesController, DeadlinesSheetController],
  providers: [FindDeadlinesHandler],
})
export class DeadlinesModule {}
