import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { townshipCommands } from './township.commands.js';
import { TownshipController } from './township.controller.js';

@Module({ imports: [CqrsModule], controllers: [TownshipController], providers: commandHandlers(townshipCommands) })
export class TownshipModule {}
