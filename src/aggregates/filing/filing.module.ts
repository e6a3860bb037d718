import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { filingCommands } from './filing.commands.js';
import { FilingController } from './filing.controller.js';

@Module({ imports: [CqrsModule], controllers: [FilingController], providers: commandHandlers(filingCommands) })
export class FilingModule {}
