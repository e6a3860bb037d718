import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseModule } from './aggregates/case/case.module.js';
import { CityModule } from './aggregates/city/city.module.js';
import { CoordinatorModule } from './aggregates/coordinator/coordinator.module.js';
import { FamilyNamesPort } from './aggregates/case/notice/family-names.port.js';
import { RefusedStepsPort } from './aggregates/case/refused-steps/refused-steps.port.js';
import { HeldTrainingsPort } from './aggregates/coordinator/guarantees/held-trainings.port.js';
import { FilingModule } from './aggregates/filing/filing.module.js';
import { FilingOccasionPort } from './aggregates/filing/submission/frozen-roster.port.js';
import { GroupModule } from './aggregates/group/group.module.js';
import { HouseholdModule } from './aggregates/household/household.module.js';
import { EmergencyOrdersPort } from './aggregates/household/visits/emergency-orders.port.js';
import { PersonReservationPort } from './aggregates/household/registration/person-reservation.port.js';
import { PersonReservations } from './aggregates/person/person-reservations.js';
import { RulebookModule } from './aggregates/rulebook/rulebook.module.js';
import { TownshipModule } from './aggregates/township/township.module.js';
import { VillageModule } from './aggregates/village/village.module.js';
import { EmergencyOrders } from './emergency-orders.js';
import { CaseStates } from './case-states.js';
import { FamilyNames } from './family-names.js';
import { FiledRosters } from './filed-rosters.js';
import { FilingOccasions } from './filing-occasions.js';
import { HeldTrainings } from './held-trainings.js';
import { RefusedSteps } from './refused-steps.js';
import { commandTable } from './command-tables.js';
import { Change } from './platform/change/change.js';
import { CommandTable } from './platform/change/command-table.js';
import { ApiDescription } from './platform/http/api-description.js';
import { BatchesController } from './platform/http/batches.controller.js';
import { BodyPipe } from './platform/http/body.pipe.js';
import { DemoController } from './platform/http/demo.controller.js';
import { DoorsGuard } from './platform/http/doors.guard.js';
import { EvidenceController } from './platform/http/evidence.controller.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { ReadingInterceptor } from './platform/http/reading.interceptor.js';
import { SystemController } from './platform/http/system.controller.js';
import { Platform } from './platform/platform.js';
import { AccessHistoryModule } from './views/access-history/access-history.module.js';
import { AlertsModule } from './views/alerts/alerts.module.js';
import { AuditTrailModule } from './views/audit-trail/audit-trail.module.js';
import { CareListsModule } from './views/care-lists/care-lists.module.js';
import { CaseBoardModule } from './views/case-board/case-board.module.js';
import { CaseOwnersModule } from './views/case-owners/case-owners.module.js';
import { CaseRevealModule } from './views/case-reveal/case-reveal.module.js';
import { CaseStatesPort } from './views/case-timeline/case-states.port.js';
import { CaseTimelineModule } from './views/case-timeline/case-timeline.module.js';
import { ChannelsModule } from './views/channels/channels.module.js';
import { ClueInboxModule } from './views/clue-inbox/clue-inbox.module.js';
import { CoordinatorRosterModule } from './views/coordinator-roster/coordinator-roster.module.js';
import { CoverageModule } from './views/coverage/coverage.module.js';
import { FiledRosterPort } from './views/filings/filed-roster.port.js';
import { CaseLedgersModule } from './views/case-ledgers/case-ledgers.module.js';
import { DeadlinesModule } from './views/deadlines/deadlines.module.js';
import { FilingsModule } from './views/filings/filings.module.js';
import { GroupRosterModule } from './views/group-roster/group-roster.module.js';
import { GuaranteesModule } from './views/guarantees/guarantees.module.js';
import { HotlineModule } from './views/hotline/hotline.module.js';
import { HouseholdSearchModule } from './views/household-search/household-search.module.js';
import { HouseholdTimelineModule } from './views/household-timeline/household-timeline.module.js';
import { NetworkModule } from './views/network/network.module.js';
import { PartialDibaoModule } from './views/partial-dibao/partial-dibao.module.js';
import { PatrolLedgerModule } from './views/patrol-ledger/patrol-ledger.module.js';
import { OfficerTasksModule } from './views/officer-tasks/officer-tasks.module.js';
import { PolicyRefusalsModule } from './views/policy-refusals/policy-refusals.module.js';
import { PolicyBasisModule } from './views/policy-basis/policy-basis.module.js';
import { ProposalsModule } from './views/proposals/proposals.module.js';
import { ReferralsModule } from './views/referrals/referrals.module.js';
import { PublicNoticeModule } from './views/public-notice/public-notice.module.js';
import { RosterModule } from './views/roster/roster.module.js';
import { TownshipAffairsModule } from './views/township-affairs/township-affairs.module.js';
import { TimelinessModule } from './views/timeliness/timeliness.module.js';
import { TrainingModule } from './views/training/training.module.js';
import { VisitCalendarModule } from './views/visit-calendar/visit-calendar.module.js';

/** Table of contents: one line per room. */
const rooms = [
  HouseholdModule,
  CaseModule,
  CoordinatorModule,
  GroupModule,
  FilingModule,
  TownshipModule,
  VillageModule,
  RulebookModule,
  CityModule,
  RosterModule,
  PatrolLedgerModule,
  VisitCalendarModule,
  ProposalsModule,
  AuditTrailModule,
  AccessHistoryModule,
  HouseholdSearchModule,
  HouseholdTimelineModule,
  CoordinatorRosterModule,
  CoverageModule,
  GroupRosterModule,
  FilingsModule,
  ChannelsModule,
  AlertsModule,
  GuaranteesModule,
  TrainingModule,
  NetworkModule,
  ClueInboxModule,
  CaseBoardModule,
  CaseTimelineModule,
  PublicNoticeModule,
  CaseRevealModule,
  CaseLedgersModule,
  DeadlinesModule,
  PolicyRefusalsModule,
  OfficerTasksModule,
  TimelinessModule,
  ReferralsModule,
  PartialDibaoModule,
  HotlineModule,
  CaseOwnersModule,
  PolicyBasisModule,
  TownshipAffairsModule,
  CareListsModule,
];

@Module({})
export class AppModule {
  static on(platform: Platform, change: Change): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [CqrsModule.forRoot(), ...rooms],
      controllers: [
        SystemController,
        EvidenceController,
        BatchesController,
        ...(platform.settings.mode === 'demo' ? [DemoController] : []),
      ],
      providers: [
        { provide: Platform, useValue: platform },
        { provide: Change, useValue: change },
        { provide: CommandTable, useValue: commandTable },
        ApiDescription,
        PersonReservations,
        { provide: PersonReservationPort, useExisting: PersonReservations },
        { provide: EmergencyOrdersPort, useClass: EmergencyOrders },
        { provide: FilingOccasionPort, useClass: FilingOccasions },
        { provide: HeldTrainingsPort, useClass: HeldTrainings },
        { provide: FamilyNamesPort, useClass: FamilyNames },
        { provide: RefusedStepsPort, useClass: RefusedSteps },
        { provide: FiledRosterPort, useClass: FiledRosters },
        { provide: CaseStatesPort, useClass: CaseStates },
        { provide: APP_GUARD, useClass: DoorsGuard },
        { provide: APP_PIPE, useClass: BodyPipe },
        { provide: APP_INTERCEPTOR, useClass: ReadingInterceptor },
        { provide: APP_FILTER, useFactory: () => new ProblemFilter(platform.log) },
      ],
      exports: [
        Platform,
        Change,
        CommandTable,
        ApiDescription,
        PersonReservationPort,
        EmergencyOrdersPort,
        FilingOccasionPort,
        FiledRosterPort,
        CaseStatesPort,
        FamilyNamesPort,
        RefusedStepsPort,
        HeldTrainingsPort,
      ],
    };
  }
}
