import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CountReferralsHandler } from './referral-counts.query.js';
import { ReferralsSheetController } from './referrals-sheet.controller.js';
import { ReferralsController } from './referrals.controller.js';
import { FindReferralsHandler } from './referrals.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [ReferralsController, ReferralsSheetController],
  providers: [FindReferralsHandler, CountReferralsHandler],
})
export class ReferralsModule {}
