import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RosterController } from './roster.controller.js';
import { FindRosterHandler } from './roster.query.js';

@Module({ imports: [CqrsModule], controllers: [RosterController], providers: [FindRosterHandler] })
export class RosterModule {}
