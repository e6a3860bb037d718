import type { CaseFile, KnownCase } from './aggregates/case/case.js';
import { caseFile } from './aggregates/case/case.js';
import type { CaseStatus } from './aggregates/case/case-status.js';
import { household, openListing } from './aggregates/household/household.js';
import type { LookedAt, PurposeRegister } from './platform/access/purpose-register.port.js';
import type { Purpose } from './platform/access/purpose.js';
import type { StandingOrders } from './platform/access/standing-orders.port.js';
import type { Area } from './platform/auth/area.js';
import { covers } from './platform/auth/area.js';
import type { Caller, Role } from './platform/auth/caller.js';
import { entryOf } from './platform/change/entry-of.js';
import { StreamMemory } from './platform/change/stream-memory.js';
import type { EventStore } from './platform/event-store/event-store.port.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who answers calls, and may look for the sake of one. */
const ANSWERS_CALLS: readonly Role[] = ['HOTLINE', 'OFFICER'];
/** Nothing is left to do in such a case, or it is done in another. */
const OVER: readonly CaseStatus[] = ['REJECTED', 'DUPLICATE', 'NO_NEED', 'ARCHIVED'];

/**
 * Purposes whose references exist by now. A visit task is a household on the caller's own roster; supervision is an
 * emergency grant of his; an audit order one issued to him. An open case, a call and an application are those of a case
 * within his reach: `<caseId>`, of an application `<caseId>:<applicationId>`. Items and filings bring theirs.
 */
export class KnownPurposes implements PurposeRegister {
  private readonly memory: StreamMemory;

  constructor(
    store: EventStore,
    private readonly orders: StandingOrders,
  ) {
    this.memory = new StreamMemory(store);
  }

  async isCallers(caller: Caller, area: Area, code: Purpose, ref: string): Promise<boolean> {
    switch (code) {
      case 'VISIT_TASK':
        return this.isVisitTask(caller, area, ref);
      case 'AUDIT_ORDER':
        return (await this.orders.orderArea(caller, ref)) !== undefined;
      case 'SUPERVISION':
        return (await this.orders.grantedTown(caller, ref)) !== undefined;
      case 'OPEN_CASE':
      case 'HOTLINE_CALL':
      case 'APPLICATION':
        return this.isOfCase(caller, area, code, ref);
      default:
        return false;
    }
  }

  async concerns(code: Purpose, ref: string, { householdId, caseId }: LookedAt): Promise<boolean> {
    if (code === 'AUDIT_ORDER' || code === 'SUPERVISION') return true;
    if (code === 'VISIT_TASK') return householdId !== undefined && ref === householdId;
    const [named = ''] = ref.split(':');
    if (caseId !== undefined) return named === caseId;
    const { state } = await this.memory.load(caseFile, named);
    if (state.status === 'UNKNOWN' || householdId === undefined) return false;
    const family = state.opening.householdRef ?? state.clue.householdRef;
    if (family !== undefined || code !== 'HOTLINE_CALL') return family === householdId;
    const { state: home } = await this.memory.load(household, householdId);
    return household.unitOf(home).townCode === state.townCode;
  }

  private async isVisitTask({ role }: Caller, area: Area, ref: string): Promise<boolean> {
    if ((role !== 'COORDINATOR' && role !== 'OFFICER') || !UUID.test(ref)) return false;
    const { state } = await this.memory.load(household, ref);
    return state.status === 'registered' && covers(area, household.unitOf(state)) && openListing(state) !== undefined;
  }

  private async isOfCase(caller: Caller, area: Area, code: Purpose, ref: string): Promise<boolean> {
    const [caseId = '', applicationId, ...more] = ref.split(':');
    if (!UUID.test(caseId) || more.length > 0) return false;
    if ((applicationId === undefined) === (code === 'APPLICATION')) return false;
    const { state } = await this.memory.load(caseFile, caseId);
    if (!isWithinReach(caller, area, state)) return false;
    if (code === 'HOTLINE_CALL') return ANSWERS_CALLS.includes(caller.role) && state.clue.callAt !== undefined;
    if (state.opening.caseNo === undefined) return false;
    return code === 'OPEN_CASE' || isPending(state, applicationId);
  }
}

/** Of a case that is not over. */
function isWithinReach(caller: Caller, area: Area, state: CaseFile): state is KnownCase {
  if (state.status === 'UNKNOWN' || OVER.includes(state.status)) return false;
  return covers(area, caseFile.unitOf(state)) || (caseFile.reaches?.(state, caller) ?? false);
}

function isPending({ applications }: KnownCase, applicationId = ''): boolean {
  const application = entryOf(applications, applicationId);
  return application !== undefined && application.end === undefined;
}
