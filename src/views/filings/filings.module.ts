import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FilingsController } from './filings.controller.js';
import { FindFilingsHandler } from './filings.query.js';

@Module({ imports: [CqrsModule], controllers: [FilingsController], providers: [FindFilingsHandler] })
export class FilingsModule {}
