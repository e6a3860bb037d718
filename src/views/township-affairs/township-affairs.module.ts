import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TownshipAffairsController } from './township-affairs.controller.js';
import { FindTownshipAffairsHandler } from './township-affairs.query.js';

@Module({ imports: [CqrsModule], controllers: [TownshipAffairsController], providers: [FindTownshipAffairsHandler] })
export class TownshipAffairsModule {}
