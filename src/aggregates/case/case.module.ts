import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { caseCommands } from './case.commands.js';
import { ApplicationController } from './application/application.controller.js';
import { BenefitsController } from './benefits/benefits.controller.js';
import { CaseCareController } from './care/care.controller.js';
import { ClosingController } from './closing/closing.controller.js';
import { ClueController } from './clue/clue.controller.js';
import { CaseCorrectionsController } from './corrections/corrections.controller.js';
import { EmergencyController } from './emergency/emergency.controller.js';
import { InvestigationController } from './investigation/investigation.controller.js';
import { MeasuresController } from './measures/measures.controller.js';
import { NoticeController } from './notice/notice.controller.js';
import { ReferralController } from './referral/referral.controller.js';
import { RefusedStepsController } from './refused-steps/refused-steps.controller.js';
import { OpeningController } from './opening/opening.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    ClueController,
    OpeningController,
    InvestigationController,
    ApplicationController,
    NoticeController,
    MeasuresController,
    BenefitsController,
    EmergencyController,
    ReferralController,
    CaseCareController,
    ClosingController,
    CaseCorrectionsController,
    RefusedStepsController,
  ],
  providers: commandHandlers(caseCommands),
})
export class CaseModule {}
