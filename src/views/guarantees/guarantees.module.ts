import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GuaranteesSheetController } from './guarantees-sheet.controller.js';
import { GuaranteesViewController } from './guarantees.controller.js';
import { FindGuaranteesHandler } from './guarantees.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [GuaranteesViewController, GuaranteesSheetController],
  providers: [FindGuaranteesHandler],
})
export class GuaranteesModule {}
