import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { ApplicationMemory } from './application.js';

/** The application the command is about, while nothing has ended it. */
export function openApplication({ applications }: KnownCase, applicationId: string): ApplicationMemory {
  const application = entryOf(applications, applicationId);
  if (!application) throw new RuleBroken('no-such-application', '本案没有这份申请', '/applicationId');
  if (application.end !== undefined)
    throw new RuleBroken('application-ended', '该申请已撤回或已作出决定', '/applicationId');
  return application;
}
