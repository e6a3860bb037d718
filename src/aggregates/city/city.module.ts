import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { cityCommands } from './city.commands.js';
import { CityController } from './city.controller.js';

@Module({ imports: [CqrsModule], controllers: [CityController], providers: commandHandlers(cityCommands) })
export class CityModule {}
