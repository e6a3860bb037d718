import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PartialDibaoSheetController } from './partial-dibao-sheet.controller.js';
import { PartialDibaoController } from './partial-dibao.controller.js';
import { FindPartialDibaoHandler } from './partial-dibao.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [PartialDibaoController, PartialDibaoSheetController],
  providers: [FindPartialDibaoHandler],
})
export class PartialDibaoModule {}
