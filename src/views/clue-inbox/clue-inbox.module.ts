import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ClueInboxController } from './clue-inbox.controller.js';
import { FindClueInboxHandler } from './clue-inbox.query.js';

@Module({ imports: [CqrsModule], controllers: [ClueInboxController], providers: [FindClueInboxHandler] })
export class ClueInboxModule {}
