import { ApplicationController } from '../aggregates/case/application/application.controller.js';
import { BenefitsController } from '../aggregates/case/benefits/benefits.controller.js';
import { CaseCareController } from '../aggregates/case/care/care.controller.js';
import { ClosingController } from '../aggregates/case/closing/closing.controller.js';
import { ClueController } from '../aggregates/case/clue/clue.controller.js';
import { CaseCorrectionsController } from '../aggregates/case/corrections/corrections.controller.js';
import { EmergencyController } from '../aggregates/case/emergency/emergency.controller.js';
import { InvestigationController } from '../aggregates/case/investigation/investigation.controller.js';
import { MeasuresController } from '../aggregates/case/measures/measures.controller.js';
import { NoticeController } from '../aggregates/case/notice/notice.controller.js';
import { OpeningController } from '../aggregates/case/opening/opening.controller.js';
import { ReferralController } from '../aggregates/case/referral/referral.controller.js';
import { CityController } from '../aggregates/city/city.controller.js';
import { CoordinatorController } from '../aggregates/coordinator/coordinator.controller.js';
import { GuaranteesController } from '../aggregates/coordinator/guarantees.controller.js';
import { FilingController } from '../aggregates/filing/filing.controller.js';
import { GroupController } from '../aggregates/group/group.controller.js';
import { HouseholdController } from '../aggregates/household/household.controller.js';
import { MergingController } from '../aggregates/household/merging/merging.controller.js';
import { MonitoringController } from '../aggregates/household/monitoring/monitoring.controller.js';
import { SplittingController } from '../aggregates/household/splitting/splitting.controller.js';
import { WatchController } from '../aggregates/household/watch/watch.controller.js';
import { TownshipController } from '../aggregates/township/township.controller.js';
import { VillageController } from '../aggregates/village/village.controller.js';
import type { System } from '../system.js';

/** The write doors of the product, those that HTTP has, as far as the play uses them. */
export interface DemoDoors {
  readonly households: HouseholdController;
  readonly merging: MergingController;
  readonly splitting: SplittingController;
  readonly watches: WatchController;
  readonly monitoring: MonitoringController;
  readonly coordinators: CoordinatorController;
  readonly guarantees: GuaranteesController;
  readonly groups: GroupController;
  readonly filings: FilingController;
  readonly villages: VillageController;
  readonly townships: TownshipController;
  readonly city: CityController;
  readonly applications: ApplicationController;
  readonly benefits: BenefitsController;
  readonly care: CaseCareController;
  readonly caseCorrections: CaseCorrectionsController;
  readonly closings: ClosingController;
  readonly clues: ClueController;
  readonly emergencies: EmergencyController;
  readonly investigations: InvestigationController;
  readonly measures: MeasuresController;
  readonly notices: NoticeController;
  readonly openings: OpeningController;
  readonly referrals: ReferralController;
}

export function demoDoorsOf({ app }: Pick<System, 'app'>): DemoDoors {
  return {
    households: app.get(HouseholdController),
    merging: app.get(MergingController),
    splitting: app.get(SplittingController),
    watches: app.get(WatchController),
    monitoring: app.get(MonitoringController),
    coordinators: app.get(CoordinatorController),
    guarantees: app.get(GuaranteesController),
    groups: app.get(GroupController),
    filings: app.get(FilingController),
    villages: app.get(VillageController),
    townships: app.get(TownshipController),
    city: app.get(CityController),
    applications: app.get(ApplicationController),
    benefits: app.get(BenefitsController),
    care: app.get(CaseCareController),
    caseCorrections: app.get(CaseCorrectionsController),
    closings: app.get(ClosingController),
    clues: app.get(ClueController),
    emergencies: app.get(EmergencyController),
    investigations: app.get(InvestigationController),
    measures: app.get(MeasuresController),
    notices: app.get(NoticeController),
    openings: app.get(OpeningController),
    referrals: app.get(ReferralController),
  };
}
