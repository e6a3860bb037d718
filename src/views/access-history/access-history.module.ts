import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessHistoryController } from './access-history.controller.js';
import { FindAccessHistoryHandler } from './access-history.query.js';

@Module({ imports: [CqrsModule], controllers: [AccessHistoryController], providers: [FindAccessHistoryHandler] })
export class AccessHistoryModule {}
