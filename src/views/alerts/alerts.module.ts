import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AlertsController } from './alerts.controller.js';
import { FindAlertsHandler } from './alerts.query.js';

@Module({ imports: [CqrsModule], controllers: [AlertsController], providers: [FindAlertsHandler] })
export class AlertsModule {}
