import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { HouseholdSheetController } from './household-sheet.controller.js';
import { EvidenceDownloadController } from './evidence-download.controller.js';
import { RevealController } from './reveal.controller.js';
import { PatrolLedgerController } from './patrol-ledger.controller.js';
import { FindPatrolLedgerHandler, GetHouseholdPageHandler } from './patrol-ledger.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [PatrolLedgerController, HouseholdSheetController, RevealController, EvidenceDownloadController],
  providers: [FindPatrolLedgerHandler, GetHouseholdPageHandler],
})
export class PatrolLedgerModule {}
