import type { AccessLog } from './access/access-log.js';
import { ACCESS_CATEGORY } from './access/access-stream.js';
import type { PurposeRegister } from './access/purpose-register.port.js';
import type { StandingOrders } from './access/standing-orders.port.js';
import type { Assignments } from './auth/assignments.port.js';
import type { DemoIssuer } from './auth/demo-issuer.js';
import type { TokenVerifier } from './auth/token-verifier.js';
import { localDateOf } from './calendar/local-date.js';
import type { Rules } from './change/given.js';
import type { Clock } from './clock/clock.port.js';
import type { EventStore } from './event-store/event-store.port.js';
import type { EvidenceStore } from './evidence/evidence-store.port.js';
import type { Instant, LocalDate, Recorded } from './fact.js';
import type { Admission } from './http/admission.js';
import { problem } from './http/problem.js';
import { Refusal } from './http/refusal.js';
import type { StructuredLogger } from './logging/logger.js';
import type { Metrics } from './metrics/metrics.js';
import type { AsOf } from './projections/as-of.js';
import { ParkedReactions } from './policies/parked-reactions.js';
import type { ViewKeeper } from './projections/view-keeper.port.js';
import type { ReadStore } from './read-store/read-store.js';
import type { Views } from './read-store/views.js';
import type { LookUpHash } from './sealing/look-up-hash.js';
import type { Sealer } from './sealing/sealer.js';
import type { Settings } from './settings/settings.js';

/** The rulebook as of now and as of a position of the log. */
export interface RulesReader {
  now(): Promise<Rules>;
  /** For answers, never for decisions: those read last, while the log is away. */
  known(): Promise<Rules>;
  /** As published up to a position, the numbers as they are in force on a day: one may be published ahead of its day. */
  at(position: number, day: LocalDate): Promise<Rules>;
}

export interface PlatformParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: StructuredLogger;
  readonly metrics: Metrics;
  readonly store: EventStore;
  readonly accessStore: EventStore;
  readonly accessLog: AccessLog;
  readonly readStore: ReadStore;
  readonly views: Views;
  readonly runner: ViewKeeper;
  readonly asOf: AsOf;
  readonly sealer: Sealer;
  readonly hashes: LookUpHash;
  readonly evidence: EvidenceStore;
  readonly verifier: TokenVerifier;
  readonly admission: Admission;
  readonly demoIssuer?: DemoIssuer;
  readonly rulesReader: RulesReader;
  readonly assignments: Assignments;
  readonly orders: StandingOrders;
  readonly purposes: PurposeRegister;
  readonly accessViews: Views;
  readonly accessRunner: ViewKeeper;
}

/** Everything the doors stand on, opened once at start. */
export class Platform {
  readonly settings: PlatformParts['settings'];
  readonly clock: PlatformParts['clock'];
  readonly log: PlatformParts['log'];
  readonly metrics: PlatformParts['metrics'];
  readonly store: PlatformParts['store'];
  readonly accessStore: PlatformParts['accessStore'];
  readonly accessLog: PlatformParts['accessLog'];
  readonly readStore: PlatformParts['readStore'];
  readonly views: PlatformParts['views'];
  readonly runner: PlatformParts['runner'];
  readonly asOf: PlatformParts['asOf'];
  readonly sealer: PlatformParts['sealer'];
  readonly hashes: PlatformParts['hashes'];
  readonly evidence: PlatformParts['evidence'];
  readonly verifier: PlatformParts['verifier'];
  readonly admission: PlatformParts['admission'];
  readonly demoIssuer: PlatformParts['demoIssuer'];

  readonly assignments: PlatformParts['assignments'];
  readonly orders: PlatformParts['orders'];
  readonly purposes: PlatformParts['purposes'];
  /** Views of the second log, with positions of their own. */
  readonly accessViews: PlatformParts['accessViews'];
  readonly accessRunner: PlatformParts['accessRunner'];
  readonly parkedReactions = new ParkedReactions();
  private readonly rulesReader: RulesReader;

  constructor(parts: PlatformParts) {
    this.settings = parts.settings;
    this.clock = parts.clock;
    this.log = parts.log;
    this.metrics = parts.metrics;
    this.store = parts.store;
    this.accessStore = parts.accessStore;
    this.accessLog = parts.accessLog;
    this.readStore = parts.readStore;
    this.views = parts.views;
    this.runner = parts.runner;
    this.asOf = parts.asOf;
    this.sealer = parts.sealer;
    this.hashes = parts.hashes;
    this.evidence = parts.evidence;
    this.verifier = parts.verifier;
    this.admission = parts.admission;
    this.demoIssuer = parts.demoIssuer;
    this.assignments = parts.assignments;
    this.orders = parts.orders;
    this.purposes = parts.purposes;
    this.accessViews = parts.accessViews;
    this.accessRunner = parts.accessRunner;
    this.rulesReader = parts.rulesReader;
  }

  rules(): Promise<Rules> {
    return this.rulesReader.now();
  }

  /** What answers are made by: also while the log is away. */
  knownRules(): Promise<Rules> {
    return this.rulesReader.known();
  }

  /** By what was published up to a position, as it was in force at an instant. */
  rulesAt(position: number, instant: Instant): Promise<Rules> {
    return this.rulesReader.at(position, localDateOf(instant));
  }

  /**
   * Position of the last fact of the business, up to a position or of all: who looked at what moves neither lag nor
   * as-of, although among several processes it stands in the same log.
   */
  lastFact(upTo?: number): Promise<number> {
    return this.store.lastOutside([ACCESS_CATEGORY], upTo);
  }

  /** Position of the last fact of the business known at an instant. */
  async knownAt(instant: Instant): Promise<number> {
    return this.lastFact(await this.store.positionAt(instant));
  }

  /** `<logId>:<position>`: a position outside this process names the log it belongs to. */
  async positionToken(position: number): Promise<string> {
    return `${await this.store.logId()}:${position}`;
  }

  /** Position of a token; a malformed one is 422, one of another log 410. */
  async positionOf(token: string): Promise<number> {
    const match = /^([0-9a-f-]{36}):(\d{1,15})$/.exec(token);
    if (!match) throw new Refusal(problem(422, 'position-token', '位置令牌格式不正确'));
    if (match[1] !== (await this.store.logId()))
      throw new Refusal(problem(410, 'foreign-token', '该位置令牌属于另一日志，请重新读取'));
    return Number(match[2]);
  }

  /** `<stream>@<revision>` of the last fact up to a position: what a sheet anchors to, so that it outlives a move of the log. */
  async anchorAt(position: number): Promise<string> {
    const fact = await this.factAt(position);
    return fact ? `${fact.stream}@${fact.revision}` : '（空日志）';
  }

  /** When the last fact up to a position became known. */
  async instantAt(position: number): Promise<Instant> {
    return (await this.factAt(position))?.metadata.recordedAt ?? this.clock.now();
  }

  /** Undefined where none stands: what was known before the first fact. */
  private async factAt(position: number): Promise<Recorded | undefined> {
    const last = await this.lastFact(position);
    return last === 0 ? undefined : (await this.store.readAll(last - 1, { limit: 1 })).events[0];
  }
}
