import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACCESS_CATEGORY } from '../access/access-stream.js';
import { categoryOf } from '../fact.js';
import { Platform } from '../platform.js';
import { steadyTimer } from '../read-store/timer.js';
import { SystemEndpoint } from './endpoint.js';
import { ApiDescription } from './api-description.js';
import { docsPage } from './docs-page.js';
import type { Progressing } from './standstill.js';
import { Standstill } from './standstill.js';

/** Parked keys above this number turn readiness red. */
const PARKED_KEYS_TOLERATED = 20;
/** Facts behind a view that stands still among which one it wants is looked for. */
const LOOKED_AT = 1_000;
const MOST_PARKED_SHOWN = 200;

/** A fact that a view or a policy could not read, or that waits behind one; nothing of its content. */
interface ParkedFact {
  /** Name of the view or policy. */
  readonly by: string;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
}

/** What operators and programs ask of the process itself. */
@Controller()
export class SystemController {
  private readonly standstill = new Standstill(steadyTimer);

  constructor(
    private readonly platform: Platform,
    private readonly description: ApiDescription,
  ) {}

  @Get('health/live')
  @SystemEndpoint({ operation: 'getLiveness', summary: '进程是否存活' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @SystemEndpoint({ operation: 'getReadiness', summary: '能否办理业务：读模型、日志与挂起项' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const head = await this.platform.store.head();
    const views = (await this.platform.runner.status()).map((view) => ({
      ...view,
      lag: Math.max(0, head - view.watermark),
    }));
    const projections = views.map(({ name, state, lag, parked }) => ({ name, state, lag, parked }));
    const waiting = this.platform.parkedReactions.all().length;
    const parked = projections.reduce((sum, projection) => sum + projection.parked, waiting);
    const log = { writable: this.platform.store.health().writable };
    const { writable, waiting: queued } = this.platform.accessLog.health();
    const live = projections.every(({ state }) => state === 'live') && parked <= PARKED_KEYS_TOLERATED;
    const ok = live && log.writable && writable && !(await this.areStandingStill(views));
    if (!ok) void reply.status(503);
    const { mode } = this.platform.settings;
    return { status: ok ? 'ok' : 'degraded', mode, log, accessLog: { writable, waiting: queued }, projections };
  }

  /** Behind them must be a fact they want: where several processes share a log, looks stand in it too. */
  private async areStandingStill(views: readonly Progressing[]): Promise<boolean> {
    const standing = this.standstill.among(views).map(({ watermark }) => watermark);
    if (standing.length === 0) return false;
    const { events } = await this.platform.store.readAll(Math.min(...standing), { limit: LOOKED_AT });
    return events.some(({ stream }) => categoryOf(stream) !== ACCESS_CATEGORY);
  }

  @Get('health/startup')
  @SystemEndpoint({ operation: 'getStartup', summary: '是否已完成启动' })
  async startup(@Res({ passthrough: true }) reply: FastifyReply) {
    const started = (await this.platform.runner.status()).every(({ state }) => state !== 'starting');
    if (!started) void reply.status(503);
    return { status: started ? 'ok' : 'starting' };
  }

  @Get('parked-facts')
  @SystemEndpoint({
    operation: 'findParkedFacts',
    summary: '挂起项：哪些事实读不出来，卡住了哪些页面或自动步骤',
    roles: ['BUREAU', 'ADMIN'],
  })
  async parkedFacts(): Promise<{ readonly total: number; readonly rows: readonly ParkedFact[] }> {
    const { runner, parkedReactions } = this.platform;
    const letters = await Promise.all((await runner.status()).map(({ name }) => runner.deadLetters(name)));
    const parked: readonly ParkedFact[] = [
      ...letters.flat().map(({ projection, ...letter }) => parkedFact(projection, letter)),
      ...parkedReactions.all().map(({ policy, ...reaction }) => parkedFact(policy, reaction)),
    ];
    const rows = [...parked].sort((a, b) => a.position - b.position).slice(0, MOST_PARKED_SHOWN);
    return { total: parked.length, rows };
  }

  @Get('metrics')
  @SystemEndpoint({ operation: 'getMetrics', summary: 'Prometheus 指标' })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    return this.platform.metrics.text();
  }

  @Get('openapi.json')
  @SystemEndpoint({ operation: 'getApiDescription', summary: '接口描述(OpenAPI 3.1)' })
  openapi(): object {
    return this.description.document();
  }

  @Get('docs')
  @SystemEndpoint({ operation: 'getApiPage', summary: '可阅读的接口说明' })
  @Header('content-type', 'text/html; charset=utf-8')
  docs(): string {
    return docsPage(this.description.document());
  }
}

function parkedFact(by: string, { position, stream, revision, type, reason }: Omit<ParkedFact, 'by'>): ParkedFact {
  return { by, position, stream, revision, type, reason };
}
