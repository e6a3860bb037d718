import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Platform } from '../platform.js';
import { steadyTimer } from '../read-store/timer.js';
import { SystemEndpoint } from './endpoint.js';
import { ApiDescription } from './api-description.js';
import { docsPage } from './docs-page.js';
import type { ReadinessAnswer } from './readiness-check.js';
import { ReadinessCheck } from './readiness-check.js';

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
  private readonly readiness: ReadinessCheck;

  constructor(
    private readonly platform: Platform,
    private readonly description: ApiDescription,
  ) {
    this.readiness = new ReadinessCheck(platform, steadyTimer);
  }

  @Get('health/live')
  @SystemEndpoint({ operation: 'getLiveness', summary: '进程是否存活' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @SystemEndpoint({ operation: 'getReadiness', summary: '能否办理业务：读模型、日志与挂起项' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessAnswer> {
    const answer = await this.readiness.answer();
    if (answer.status !== 'ok') void reply.status(503);
    return answer;
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
  async openapi(): Promise<object> {
    return this.description.document();
  }

  @Get('docs')
  @SystemEndpoint({ operation: 'getApiPage', summary: '可阅读的接口说明' })
  @Header('content-type', 'text/html; charset=utf-8')
  async docs(): Promise<string> {
    return docsPage(await this.description.document());
  }
}

function parkedFact(by: string, { position, stream, revision, type, reason }: Omit<ParkedFact, 'by'>): ParkedFact {
  return { by, position, stream, revision, type, reason };
}
