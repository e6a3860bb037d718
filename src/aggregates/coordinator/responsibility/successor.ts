import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Coordinator } from '../coordinator.js';

/** What the handler learnt of whoever is to answer for villages that end. */
export interface Succession {
  readonly successor: Coordinator;
}

/**
 * The successor is put in charge first, so that no day stands empty and both streams name each other: he is on duty
 * and answers for every village that ends, on that day. Naming nobody is always possible (I-01 never blocks).
 */
export function assertSuccessor(
  handOverTo: string | undefined,
  { coordinatorId, townCode, ended, from }: Handover,
  foreign: Succession | undefined,
): void {
  if (handOverTo === undefined) return;
  if (handOverTo === coordinatorId) throw new RuleBroken('successor-not-responsible', '不能移交给本人', '/handOverTo');
  const successor = foreign?.successor;
  const takesAll =
    successor?.status === 'in-post' &&
    !successor.suspended &&
    successor.townCode === townCode &&
    ended.every((village) =>
      successor.villages.some(({ villageCode, from: since }) => villageCode === village && since <= from),
    );
  if (!takesAll)
    throw new RuleBroken(
      'successor-not-responsible',
      '接手人须为本乡镇在岗协理员，并已负责这些村(社区)',
      '/handOverTo',
    );
}

interface Handover {
  readonly coordinatorId: string;
  readonly townCode: string;
  readonly ended: readonly string[];
  readonly from: string;
}
