import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { ApproveVisitCorrection } from './approve-visit-correction.js';
import { EmergencyOrdersPort } from './emergency-orders.port.js';
import { ProposeVisitCorrection } from './propose-visit-correction.js';
import { RecordFailedVisit } from './record-failed-visit.js';
import { RecordPatrolVisit } from './record-patrol-visit.js';

type OfVisit = RecordPatrolVisit | RecordFailedVisit | ProposeVisitCorrection | ApproveVisitCorrection;

/** Asks for emergency orders before a contact is judged that was, or may have been, made by telephone or video. */
@Injectable()
export class AskEmergencyOrdersHandler implements Around<OfVisit> {
  constructor(private readonly orders: EmergencyOrdersPort) {}

  async around(command: OfVisit, _: CommandContext, run: (foreign?: unknown) => Promise<Outcome>): Promise<Outcome> {
    return atTheDoor(command) ? run() : run(await this.orders.over(command.householdId));
  }
}

function atTheDoor(command: OfVisit): boolean {
  if (command instanceof RecordPatrolVisit) return command.report.mode === 'HOME';
  return command instanceof RecordFailedVisit && command.attempt.mode === 'HOME';
}
