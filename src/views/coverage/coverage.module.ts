import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CoverageController } from './coverage.controller.js';
import { FindCoverageHandler } from './coverage.query.js';

@Module({ imports: [CqrsModule], controllers: [CoverageController], providers: [FindCoverageHandler] })
export class CoverageModule {}
