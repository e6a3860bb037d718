import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { coordinatorCommands } from './coordinator.commands.js';
import { CoordinatorController } from './coordinator.controller.js';
import { DutiesController } from './duties.controller.js';
import { GuaranteesController } from './guarantees.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [CoordinatorController, GuaranteesController, DutiesController],
  providers: commandHandlers(coordinatorCommands),
})
export class CoordinatorModule {}
