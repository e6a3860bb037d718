import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Platform } from '../platform.js';
import { SystemEndpoint } from './endpoint.js';
import { ApiDescription } from './api-description.js';
import { docsPage } from './docs-page.js';

/** Parked keys above this number turn readiness red. */
const PARKED_KEYS_TOLERATED = 20;

/** What operators and programs ask of the process itself. */
@Controller()
export class SystemController {
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
    const projections = this.platform.runner.status().map(({ name, state, watermark, parked }) => ({
      name,
      state,
      lag: Math.max(0, head - watermark),
      parked,
    }));
    const parked = projections.reduce((sum, projection) => sum + projection.parked, 0);
    const ok = projections.every(({ state }) => state === 'live') && parked <= PARKED_KEYS_TOLERATED;
    if (!ok) void reply.status(503);
    return { status: ok ? 'ok' : 'degraded', mode: this.platform.settings.mode, projections };
  }

  @Get('health/startup')
  @SystemEndpoint({ operation: 'getStartup', summary: '是否已完成启动' })
  startup(@Res({ passthrough: true }) reply: FastifyReply) {
    const started = this.platform.runner.status().every(({ state }) => state !== 'starting');
    if (!started) void reply.status(503);
    return { status: started ? 'ok' : 'starting' };
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
