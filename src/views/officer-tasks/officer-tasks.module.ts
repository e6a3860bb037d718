import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { OfficerTasksController } from './officer-tasks.controller.js';
import { FindOfficerTasksHandler } from './officer-tasks.query.js';

@Module({ imports: [CqrsModule], controllers: [OfficerTasksController], providers: [FindOfficerTasksHandler] })
export class OfficerTasksModule {}
