import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PolicyBasisController } from './policy-basis.controller.js';
import { FindPolicyBasisHandler } from './policy-basis.query.js';

@Module({ imports: [CqrsModule], controllers: [PolicyBasisController], providers: [FindPolicyBasisHandler] })
export class PolicyBasisModule {}
