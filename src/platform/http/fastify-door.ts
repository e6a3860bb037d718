import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../platform.js';
import type { Admission } from './admission.js';
import { problem } from './problem.js';
import { EVIDENCE_TYPES } from './evidence.controller.js';
import { problemOf, sendProblem } from './problem.filter.js';
import { stateOf } from './request-state.js';
import { refuseUnreadable } from './unreadable-request.js';

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

const EVIDENCE_PATH = '/api/v1/evidence';
/** A day's visits of one telephone, up to 200 rows. */
const BATCH_LIMIT = 8 * 1024 * 1024;
/** Any other body: the largest is an edition of divisions. What is larger takes too long to be hashed and judged. */
const BODY_LIMIT = 512 * 1024;
/** Types the framework would parse though no operation takes them. */
const NOT_TAKEN = /^\s*(text\/plain|application\/x-www-form-urlencoded)\b/i;

/** What a process that only projects answers. */
const OF_THE_PROCESS = /^\/(health\/(live|ready|startup)|metrics)(\?|$)/;

/** The HTTP server: limits, trace ids, and problem answers for what never reaches a handler. */
export function fastifyDoor(admission: Admission): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: refuseUnreadable,
    serverFactory: (serve: Serve) => admittingServer(admission, serve),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error), request.id),
  });
}

/** A server that asks the admission before every request. */
function admittingServer(admission: Admission, serve: Serve): Server {
  // Node itself would refuse a request without a host with no word of why; a hook does it with one.
  const server = createServer({ requireHostHeader: false, requestTimeout: 120_000, keepAliveTimeout: 30_000 });
  // Whoever was being answered when the server began to close would keep his line, and the stop waiting, for long.
  server.on('request', (_request, response) =>
    response.once('close', () => setImmediate(() => server.listening || server.closeIdleConnections())),
  );
  server.on('request', (request, response) => admission.admit(request, response, () => serve(request, response)));
  // An expectation that Node does not know is no reason to refuse: the request is served as if it were not there.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return server;
}

/** Everything under /api/v1 but what operators and browsers look for at the root. */
export function prepareDoors(app: NestFastifyApplication, platform: Platform): void {
  const fastify = app.getHttpAdapter().getInstance();
  app.setGlobalPrefix('api/v1', {
    exclude: [
      'health/live',
      'health/ready',
      'health/startup',
      'metrics',
      'openapi.json',
      'docs',
      'demo/tokens',
      'demo/accounts',
    ],
  });
  if (platform.settings.corsOrigins.length > 0) app.enableCors({ origin: [...platform.settings.corsOrigins] });
  void fastify.register(helmet as never, {
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
    },
  });
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/api/v1/batches') route.bodyLimit = BATCH_LIMIT;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      sendProblem(reply, problem(400, 'http-400', '请求缺少 Host 请求头'), request.id);
    else if (NOT_TAKEN.test(request.headers['content-type'] ?? ''))
      sendProblem(reply, problem(415, 'http-415', '请求体须为 application/json'), request.id);
    else if (platform.settings.role === 'projector' && !OF_THE_PROCESS.test(request.url))
      sendProblem(reply, problem(404, 'http-404', '本进程只更新视图、执行自动步骤，请改问办理业务的进程'), request.id);
    else done();
  });
  // A stream is a body of one operation alone: anywhere else it would be looked through as if it were JSON.
  fastify.addContentTypeParser(EVIDENCE_TYPES, (request, payload, done) => {
    if (request.routeOptions.url === EVIDENCE_PATH) done(null, payload);
    else done(Object.assign(new Error('no files here'), { statusCode: 415 }));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const operation = stateOf(request).endpoint?.operation ?? 'none';
    platform.metrics.request(operation, reply.statusCode, reply.elapsedTime / 1000);
    platform.log.info('request', {
      traceId: request.id,
      operation,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}
