import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { ClosingFact } from './closing.events.js';

export const closingFold: Chapter<ClosingFact['type']> = {
  CaseClosedWithoutNeed: whenKnown<'CaseClosedWithoutNeed'>(() => ({})),
};
