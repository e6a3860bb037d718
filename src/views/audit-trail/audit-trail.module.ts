import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditTrailController } from './audit-trail.controller.js';
import { FindAuditTrailHandler, ReplayStreamHandler } from './audit-trail.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [AuditTrailController],
  providers: [FindAuditTrailHandler, ReplayStreamHandler],
})
export class AuditTrailModule {}
