import { livingSections } from '../../src/aggregates/household/visits/visit-report.js';
import { householdNoOf } from '../../src/aggregates/household/registration/household-no.js';
import { SeededRandom } from '../../src/demo/seeded-random.js';
import { localDateOf, monthOfInstant } from '../../src/platform/calendar/local-date.js';
import { eventIdOf, newEntityId, policyCommandId } from '../../src/platform/change/command-id.js';
import type { NewEvent } from '../../src/platform/event-store/event-store.port.js';
import type { Instant, JsonObject } from '../../src/platform/fact.js';
import type { Platform } from '../../src/platform/platform.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';

/** A family of the grown log, as a load generator needs it. */
export interface GrownHousehold {
  readonly householdId: string;
  readonly headMemberId: string;
  readonly townCode: string;
  readonly villageCode: string;
  /** Last revision of its stream. */
  revision: number;
}

export interface Growth {
  /** Facts wanted of households; those of the rulebook come on top. */
  readonly facts: number;
  readonly households: number;
  readonly seed: number;
  /** The last month of visits is the one before this instant's. */
  readonly now: Instant;
  readonly say: (line: string) => void;
}

const HOUR_MS = 3_600_000;
/** From 9 in the morning on 25 days of a month; facts come in the order of time, as they do in use. */
const HOURS_A_DAY = 8;
const WORKING_HOURS = 25 * HOURS_A_DAY;
/** Streams written side by side; more than the log commits at once. */
const AT_ONCE = 512;

/**
 * Writes a log of the wanted size straight through the port: families registered and listed in one month, then visited
 * in every month up to the one before `now`. What the doors would have checked is right by construction, boxes are
 * sealed with real keys, so that pages open as they would in use.
 */
export async function growLog(platform: Platform, growth: Growth): Promise<readonly GrownHousehold[]> {
  const { facts, households, seed, now, say } = growth;
  const random = new SeededRandom(seed);
  const months = Math.max(1, Math.round(facts / households) - 2);
  const opening = monthsBefore(now, months);
  const families = await arrivals(platform, { households, random, at: opening[0] ?? now });
  await inTurns(families, (family) => write(platform, family.household, family.events));
  const rounds = families.map(({ household }, place) => ({ household, hour: place % WORKING_HOURS }));
  rounds.sort((a, b) => a.hour - b.hour);
  let written = families.flatMap(({ events }) => events).length;
  for (const [nth, first] of opening.entries()) {
    await inTurns(rounds, ({ household, hour }) => {
      const hours = 24 * Math.floor(hour / HOURS_A_DAY) + (hour % HOURS_A_DAY);
      const visitedAt = new Date(Date.parse(first) + hours * HOUR_MS).toISOString();
      return write(platform, household, [visit(household, visitedAt, nth)]);
    });
    written += rounds.length;
    say(`  ${monthOfInstant(first)}  ${written.toLocaleString('en')} facts`);
  }
  return families.map(({ household }) => household);
}

interface Arrival {
  readonly household: GrownHousehold;
  readonly events: readonly NewEvent[];
}

async function arrivals(
  platform: Platform,
  { households, random, at }: { households: number; random: SeededRandom; at: Instant },
): Promise<readonly Arrival[]> {
  const villages = (await platform.rules()).divisions.villages();
  const families = Array.from({ length: households }, (_, nth): GrownHousehold => {
    const village = villages[nth % villages.length];
    if (!village) throw new Error('the division table is empty');
    const birth = policyCommandId('grown', `${random.next()}/${nth}`);
    return {
      householdId: newEntityId(birth, 0),
      headMemberId: newEntityId(birth, 1),
      townCode: village.parent,
      villageCode: village.code,
      revision: -1,
    };
  });
  const addresses = await platform.sealer.sealAll(
    families.map(({ householdId }, nth) => ({ subject: householdId, group: 'PI2', plain: `第${nth}号` })),
  );
  const names = await platform.sealer.sealAll(
    families.map(({ headMemberId }, nth) => ({ subject: headMemberId, group: 'PI1', plain: `王${nth}` })),
  );
  return families.map((household, nth) => ({
    household,
    events: [
      registration(household, platform, { address: addresses[nth], name: names[nth], plain: `王${nth}`, at }),
      listing(household, at),
    ],
  }));
}

function registration(
  household: GrownHousehold,
  { hashes }: Platform,
  { address, name, plain, at }: { address?: SealedBox; name?: SealedBox; plain: string; at: Instant },
): NewEvent {
  const { householdId, headMemberId, townCode, villageCode } = household;
  return event(household, 'HouseholdRegistered', at, {
    householdNo: householdNoOf(villageCode, householdId),
    townCode,
    villageCode,
    head: {
      memberId: headMemberId,
      name: { ...name },
      nameHash: hashes.nameHash(townCode, plain),
      surnameHash: hashes.surnameHash(townCode, '王'),
      noIdReason: 'LOST',
      relation: 'HEAD',
    },
    address: { ...address },
    source: 'SWEEP',
  });
}

function listing(household: GrownHousehold, at: Instant): NewEvent {
  return event(household, 'HouseholdListedAsKey', at, {
    listedOn: localDateOf(at),
    categoryCodes: ['DIBAO_EDGE'],
    hardshipCodes: ['SEVERE_ILLNESS'],
    currentAids: [],
    partialDibao: false,
    inDifficulty: true,
    kinFlag: false,
    source: 'SWEEP',
  });
}

function visit(household: GrownHousehold, visitedAt: Instant, nth: number): NewEvent {
  return event(household, 'PatrolVisitRecorded', visitedAt, {
    visitId: newEntityId(household.householdId, nth + 2),
    mode: 'HOME',
    visitors: [`coordinator-${household.villageCode}`],
    whoSeen: [household.headMemberId],
    living: Object.fromEntries(livingSections.map((section) => [section, { state: 'NORMAL' }])),
    changes: [],
    needs: ['MEDICAL'],
    disposal: { kind: 'NONE' },
    evidence: [],
    acknowledgement: 'SIGNED',
  });
}

let written = 0;

function event(household: GrownHousehold, type: string, at: Instant, data: JsonObject): NewEvent {
  const { townCode, villageCode } = household;
  const commandId = policyCommandId('grown', String(written++));
  return {
    id: eventIdOf(commandId, 0),
    type,
    data,
    metadata: {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      requestHash: '0'.repeat(64),
      actorId: `coordinator-${villageCode}`,
      actorPerson: `person-${villageCode}`,
      actorRole: 'COORDINATOR',
      actorOrg: villageCode,
      townCode,
      villageCode,
      ...(type === 'PatrolVisitRecorded' ? { subjectPeriod: monthOfInstant(at) } : {}),
      divisionEdition: '2023',
      rulebookVersion: '0',
      occurredAt: at,
      recordedAt: at,
      schemaVersion: '1',
    },
  };
}

async function write(platform: Platform, household: GrownHousehold, events: readonly NewEvent[]): Promise<void> {
  const { householdId, revision } = household;
  const expected = revision < 0 ? 'none' : revision;
  household.revision = (await platform.store.append(`household-${householdId}`, expected, events)).revision;
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
  }
}

/** Third day, 09:00 Asia/Shanghai, of the last `count` whole months before that of `now`, the oldest first. */
function monthsBefore(now: Instant, count: number): readonly Instant[] {
  const [year = 0, month = 0] = monthOfInstant(now).split('-').map(Number);
  return Array.from({ length: count }, (_, nth) =>
    new Date(Date.UTC(year, month - 1 - count + nth, 3, 1)).toISOString(),
  );
}
