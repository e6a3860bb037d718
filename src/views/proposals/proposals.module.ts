import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ProposalsController } from './proposals.controller.js';
import { FindProposalsHandler } from './proposals.query.js';

@Module({ imports: [CqrsModule], controllers: [ProposalsController], providers: [FindProposalsHandler] })
export class ProposalsModule {}
