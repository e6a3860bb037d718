import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseLedgersSheetController } from './case-ledgers-sheet.controller.js';
import { FindClassifiedHandler, FindIneligibleHandler } from './case-ledgers.query.js';
import { ClassLedgerController } from './class-ledger.controller.js';
import { IneligibleLedgerController } from './ineligible-ledger.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [IneligibleLedgerController, ClassLedgerController, CaseLedgersSheetController],
  providers: [FindIneligibleHandler, FindClassifiedHandler],
})
export class CaseLedgersModule {}
