import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PatrolLedgerController } from './patrol-ledger.controller.js';
import { FindPatrolLedgerHandler, GetHouseholdPageHandler } from './patrol-ledger.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [PatrolLedgerController],
  providers: [FindPatrolLedgerHandler, GetHouseholdPageHandler],
})
export class PatrolLedgerModule {}
