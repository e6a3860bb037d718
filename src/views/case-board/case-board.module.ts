import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseBoardController } from './case-board.controller.js';
import { CountCasesHandler, FindCasesHandler } from './case-board.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [CaseBoardController],
  providers: [FindCasesHandler, CountCasesHandler],
})
export class CaseBoardModule {}
