import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PolicyRefusalsController } from './policy-refusals.controller.js';
import { FindPolicyRefusalsHandler } from './policy-refusals.query.js';

@Module({ imports: [CqrsModule], controllers: [PolicyRefusalsController], providers: [FindPolicyRefusalsHandler] })
export class PolicyRefusalsModule {}
