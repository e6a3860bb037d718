import { Days, Whole, Words } from '../../../platform/http/shape.js';
import { PublishCalendar } from './publish-calendar.js';

export class PublishCalendarBody {
  @Whole(1949, 2199, { description: '年' }) year: number;
  @Days(60, { description: '放假日(含其间的周末)' }) holidays: string[];
  @Days(30, { description: '调休上班日' }) makeUpWorkdays: string[];
  @Words(200, { description: '依据' }) source: string;
}

export function publishCalendarFrom(body: PublishCalendarBody): PublishCalendar {
  return new PublishCalendar({ ...body });
}
