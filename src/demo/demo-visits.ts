import type { RecordPatrolVisitBody } from '../aggregates/household/visits/record-patrol-visit.dto.js';
import type { LivingBody } from '../aggregates/household/visits/visit-report.dto.js';
import type { LivingSection } from '../aggregates/household/visits/visit-report.js';
import { livingSections } from '../aggregates/household/visits/visit-report.js';
import type { Instant } from '../platform/fact.js';
import type { DemoFamily } from './demo-families.js';
import type { SeededRandom } from './seeded-random.js';

interface Trouble {
  readonly section: LivingSection;
  readonly texts: readonly [string, ...string[]];
  readonly need: string;
}

/** What a visitor finds where a family is in difficulty for that reason. */
const troubles: Readonly<Record<string, Trouble>> = {
  SEVERE_ILLNESS: {
    section: 'medical',
    texts: ['每月自付药费较高', '住院费用报销后仍有缺口', '需定期到市医院复查'],
    need: 'MEDICAL',
  },
  SEVERE_DISABILITY: { section: 'care', texts: ['需要辅具和日常照料', '子女在外，白天无人照看'], need: 'CARE' },
  UNEMPLOYED: { section: 'income', texts: ['厂里停工后一直没有找到活', '只有零工收入，时有时无'], need: 'EMPLOYMENT' },
  SCHOOLING: { section: 'schooling', texts: ['孩子住校，生活费紧张', '两个孩子同时上学'], need: 'EDUCATION' },
  ACCIDENT: { section: 'spending', texts: ['事故赔偿尚未到位', '借款看病，尚未还清'], need: 'LIVING' },
  DISASTER: { section: 'housing', texts: ['雨季屋面漏水', '后山有落石，已提醒避让'], need: 'HOUSING' },
  SINGLE_PARENT: { section: 'income', texts: ['一人带孩子，只能做半天工'], need: 'LIVING' },
  LONELY: { section: 'care', texts: ['独自居住，邻居代为照看', '行动不便，买菜靠村里帮忙'], need: 'CARE' },
  ORPHAN: { section: 'care', texts: ['祖辈年迈，孩子放学后无人辅导'], need: 'CARE' },
};

type Report = Omit<RecordPatrolVisitBody, 'mode' | 'visitors' | 'whoSeen'>;

/** 附件2 filled in whole, in the words of a hurried but honest coordinator. */
export function visitReport({ listing }: DemoFamily, visitedAt: Instant, random: SeededRandom): Report {
  const found = listing.hardshipCodes.flatMap((code) => troubles[code] ?? []).filter(() => random.chance(0.7));
  const living: LivingBody = Object.fromEntries(livingSections.map((section) => [section, { state: 'NORMAL' }]));
  for (const { section, texts } of found) living[section] = { state: 'DIFFICULT', text: random.pick(texts) };
  const handled = found.length === 0 ? 'NONE' : random.pick(['IN_HAND', 'REFERRED', 'SOLVED']);
  return {
    visitedAt,
    living,
    needs: [...new Set(found.map(({ need }) => need))],
    disposal: handled === 'NONE' ? { kind: handled } : { kind: handled, text: '已告知政策并记入台账' },
    acknowledgement: random.pick(['SIGNED', 'SIGNED', 'SIGNED', 'FINGERPRINT']),
  };
}
