import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseOwnersController } from './case-owners.controller.js';
import { FindCaseOwnersHandler, GetCaseOwnersHandler } from './case-owners.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [CaseOwnersController],
  providers: [FindCaseOwnersHandler, GetCaseOwnersHandler],
})
export class CaseOwnersModule {}
