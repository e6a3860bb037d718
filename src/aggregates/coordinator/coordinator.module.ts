import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { coordinatorCommands } from './coordinator.commands.js';
import { CoordinatorController } from './coordinator.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [CoordinatorController],
  providers: commandHandlers(coordinatorCommands),
})
export class CoordinatorModule {}
