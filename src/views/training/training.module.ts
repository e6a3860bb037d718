import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TrainingSheetController } from './training-sheet.controller.js';
import { TrainingController } from './training.controller.js';
import { FindTrainingHandler } from './training.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [TrainingController, TrainingSheetController],
  providers: [FindTrainingHandler],
})
export class TrainingModule {}
