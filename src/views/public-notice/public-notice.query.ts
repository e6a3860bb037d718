import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { nameOf, noticeFieldNames, placeNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { LocalDate } from '../../platform/fact.js';
import { problem } from '../../platform/http/problem.js';
import type { Reading } from '../../platform/http/reading.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Platform } from '../../platform/platform.js';
import { ERASED } from '../../platform/sealing/sealed-box.js';
import type { HangingNotice } from './hanging-notice.js';
import { hangingNotice, noticeState } from './hanging-notice.js';

/** What a villager reads, and nothing else: neither case nor family is named but by the fields that were posted. */
export interface PublicNotice {
  readonly townName: string;
  readonly villageName: string;
  readonly place: string;
  readonly placeName: string;
  /** First and last day on which it hangs. */
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly fields: readonly { readonly field: string; readonly name: string; readonly value: string }[];
  /** Where to speak against it. */
  readonly objections: string;
  /** What was posted has been erased by law; its values say so. */
  readonly erased: boolean;
}

/**
 * The notice posted last for an application, word for word as it was posted, while it hangs. Throws NotFound where none
 * was posted, and refuses (404) before its first day and (410) after its last or once it was taken down.
 */
export class GetPublicNotice extends Query<PublicNotice> {
  constructor(
    readonly reading: Reading,
    readonly caseId: string,
    readonly applicationId: string,
  ) {
    super();
  }
}

@QueryHandler(GetPublicNotice)
export class GetPublicNoticeHandler implements IQueryHandler<GetPublicNotice> {
  constructor(private readonly platform: Platform) {}

  /** Reads the stream itself: what was posted stands in its facts. */
  async execute({ reading, caseId, applicationId }: GetPublicNotice): Promise<PublicNotice> {
    const facts = await this.platform.store.read(`case-${caseId}`);
    const { asOf = Number.MAX_SAFE_INTEGER } = reading;
    const known = facts.filter(({ position }) => position <= asOf);
    const notice = hangingNotice(known, applicationId);
    if (!notice) throw new NotFound('该申请没有公示');
    // By the clock on the wall: no question about an earlier day shows again what has come down.
    assertOpen(notice, localDateOf(this.platform.clock.now()));
    reading.seen([caseId], ['notice']);
    return this.shown(notice, reading);
  }

  private async shown({ fact, townCode, villageCode }: HangingNotice, { open }: Reading): Promise<PublicNotice> {
    const { place, from, until, fields } = fact.data;
    const { divisions } = await this.platform.rulesAt(fact.position, fact.metadata.recordedAt);
    const townName = divisions.nameOf(townCode);
    const shown = await Promise.all(
      fields.map(async ({ field, value }) => ({
        field,
        name: nameOf(field, noticeFieldNames),
        value: await open.published(value),
      })),
    );
    return {
      townName,
      villageName: divisions.nameOf(villageCode),
      place,
      placeName: nameOf(place, placeNames),
      from,
      until,
      fields: shown,
      objections: `对公示内容有异议的，请于公示期内向${townName}提出`,
      erased: shown.some(({ value }) => value === ERASED),
    };
  }
}

function assertOpen(notice: HangingNotice, today: LocalDate): void {
  const { from, until } = notice.fact.data;
  switch (noticeState(notice, today)) {
    case 'OPEN':
      return;
    case 'NOT_YET':
      throw new Refusal(problem(404, 'notice-not-yet', `公示尚未开始，自 ${from} 起公示`));
    case 'ENDED':
      throw new Refusal(problem(410, 'notice-ended', `公示已于 ${until} 期满，内容不再公开`));
    case 'TAKEN_DOWN':
      throw new Refusal(problem(410, 'notice-ended', '公示已撤下，内容不再公开'));
  }
}
