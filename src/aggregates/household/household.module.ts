import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { commandHandlers } from '../../platform/change/command-table.js';
import { householdCommands } from './household.commands.js';
import { HouseholdController } from './household.controller.js';
import { MergingController } from './merging/merging.controller.js';
import { SplittingController } from './splitting/splitting.controller.js';
import { MonitoringController } from './monitoring/monitoring.controller.js';
import { CareController } from './care/care.controller.js';
import { WatchController } from './watch/watch.controller.js';
import { HoldIdNumber } from './registration/hold-id-number.handler.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    HouseholdController,
    MergingController,
    SplittingController,
    WatchController,
    MonitoringController,
    CareController,
  ],
  providers: [HoldIdNumber, ...commandHandlers(householdCommands)],
})
export class HouseholdModule {}
