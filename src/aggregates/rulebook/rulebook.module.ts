import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { rulebookCommands } from './rulebook.commands.js';
import { RulebookController } from './rulebook.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [RulebookController],
  providers: commandHandlers(rulebookCommands),
})
export class RulebookModule {}
