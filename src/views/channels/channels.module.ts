import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ChannelsSheetController } from './channels-sheet.controller.js';
import { ChannelsController } from './channels.controller.js';
import { FindChannelsHandler } from './channels.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [ChannelsController, ChannelsSheetController],
  providers: [FindChannelsHandler],
})
export class ChannelsModule {}
