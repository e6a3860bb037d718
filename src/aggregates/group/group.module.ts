import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { groupCommands } from './group.commands.js';
import { GroupController } from './group.controller.js';

@Module({ imports: [CqrsModule], controllers: [GroupController], providers: commandHandlers(groupCommands) })
export class GroupModule {}
