import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CountHotlineHandler } from './hotline-counts.query.js';
import { HotlineSheetController } from './hotline-sheet.controller.js';
import { HotlineController } from './hotline.controller.js';
import { FindHotlineHandler } from './hotline.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [HotlineController, HotlineSheetController],
  providers: [FindHotlineHandler, CountHotlineHandler],
})
export class HotlineModule {}
