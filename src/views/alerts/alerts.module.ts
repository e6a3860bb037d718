import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AlertsSheetController } from './alerts-sheet.controller.js';
import { AlertsController } from './alerts.controller.js';
import { FindAlertsHandler } from './alerts.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [AlertsController, AlertsSheetController],
  providers: [FindAlertsHandler],
})
export class AlertsModule {}
