import { CityController } from '../aggregates/city/city.controller.js';
import { CoordinatorController } from '../aggregates/coordinator/coordinator.controller.js';
import { FilingController } from '../aggregates/filing/filing.controller.js';
import { GroupController } from '../aggregates/group/group.controller.js';
import { HouseholdController } from '../aggregates/household/household.controller.js';
import { VillageController } from '../aggregates/village/village.controller.js';
import type { System } from '../system.js';

/** The write doors of the product, those that HTTP has, as far as the play uses them. */
export interface DemoDoors {
  readonly households: HouseholdController;
  readonly coordinators: CoordinatorController;
  readonly groups: GroupController;
  readonly filings: FilingController;
  readonly villages: VillageController;
  readonly city: CityController;
}

export function demoDoorsOf({ app }: Pick<System, 'app'>): DemoDoors {
  return {
    households: app.get(HouseholdController),
    coordinators: app.get(CoordinatorController),
    groups: app.get(GroupController),
    filings: app.get(FilingController),
    villages: app.get(VillageController),
    city: app.get(CityController),
  };
}
