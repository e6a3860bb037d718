import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { HouseholdSearchController } from './household-search.controller.js';
import { FindNoIdNumberHandler, SearchHouseholdsHandler } from './household-search.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [HouseholdSearchController],
  providers: [SearchHouseholdsHandler, FindNoIdNumberHandler],
})
export class HouseholdSearchModule {}
