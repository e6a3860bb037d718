import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { VillageController } from './village.controller.js';
import { villageCommands } from './village.commands.js';

@Module({ imports: [CqrsModule], controllers: [VillageController], providers: commandHandlers(villageCommands) })
export class VillageModule {}
