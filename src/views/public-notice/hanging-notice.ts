import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { PublicNoticePosted } from '../../aggregates/case/notice/notice.events.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';

/** The last notice of an application, with the village in which it hangs. */
export interface HangingNotice {
  readonly fact: Recorded<PublicNoticePosted>;
  readonly townCode: string;
  readonly villageCode: string;
  /** What it said holds no longer: an objection was upheld, the application withdrawn or refused. */
  readonly takenDown: boolean;
}

export type NoticeState = 'NOT_YET' | 'OPEN' | 'ENDED' | 'TAKEN_DOWN';

/** The notice posted last for an application, by the facts of its case; undefined where none was posted. */
export function hangingNotice(facts: readonly Recorded[], applicationId: string): HangingNotice | undefined {
  let unit = { townCode: '', villageCode: '' };
  let notice: HangingNotice | undefined;
  for (const told of facts) {
    const fact = told as Recorded<CaseFact>;
    unit = { ...unit, ...unitSaid(fact) };
    if (fact.type === 'PublicNoticePosted' && fact.data.applicationId === applicationId)
      notice = { fact, ...unit, takenDown: false };
    else if (notice && takesDown(fact, applicationId)) notice = { ...notice, takenDown: true };
  }
  return notice;
}

/** Where it stands on a local day; it hangs from its first to its last day, both included. */
export function noticeState({ fact, takenDown }: HangingNotice, today: LocalDate): NoticeState {
  if (takenDown) return 'TAKEN_DOWN';
  if (today < fact.data.from) return 'NOT_YET';
  return today > fact.data.until ? 'ENDED' : 'OPEN';
}

/** Where the case belongs, as far as this fact says it; an emergency is worked where it happens. */
function unitSaid({ type, data }: Recorded<CaseFact>): Partial<Pick<HangingNotice, 'townCode' | 'villageCode'>> {
  switch (type) {
    case 'ClueReported':
    case 'CaseOpenedFromRoster':
      return { townCode: data.townCode, villageCode: data.villageCode };
    case 'CaseOpened':
      return data.placeOfEmergency === undefined ? {} : { villageCode: data.placeOfEmergency };
    default:
      return {};
  }
}

function takesDown({ type, data }: Recorded<CaseFact>, applicationId: string): boolean {
  switch (type) {
    case 'ObjectionSettled':
      return data.applicationId === applicationId && data.outcome === 'UPHELD';
    case 'ApplicationWithdrawn':
    case 'MeasureRefused':
      return data.applicationId === applicationId;
    default:
      return false;
  }
}
