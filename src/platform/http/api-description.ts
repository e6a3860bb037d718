import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operationOf } from '../change/aggregate.js';
import { CommandTable } from '../change/command-table.js';
import { describer } from './described-later.js';
import type { Documented } from './documented-answers.js';
import { documentedComponents, headersOf, problemStatusesOf, successOf } from './documented-answers.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

/** The API description, made from the running routes when first asked for; the committed file is compared with it. */
export class ApiDescription {
  private app?: INestApplication;
  private made?: Promise<OpenAPIObject>;

  /** Of this application, once its routes are known. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  async document(): Promise<OpenAPIObject> {
    if (!this.app) throw new Error('the application to describe is named at start');
    return (this.made ??= described(this.app));
  }

  /** Method and path template of an operation. */
  async routeOf(operationId: string): Promise<{ readonly method: 'POST' | 'GET'; readonly path: string } | undefined> {
    for (const [path, item] of Object.entries((await this.document()).paths)) {
      if (item.post?.operationId === operationId) return { method: 'POST', path };
      if (item.get?.operationId === operationId) return { method: 'GET', path };
    }
    return undefined;
  }
}

async function described(app: INestApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await describer();
  const config = new DocumentBuilder()
    .setTitle('社会救助主动发现')
    .setDescription(
      '事件溯源的个案跟踪后端。写入答复带 position，读取时以 X-Min-Position 等待自己的写入；读取均可带 asOf 回看。',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_, method) => method });
  const { schemas, responses, parameters } = documentedComponents();
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...schemas },
    responses,
    parameters,
  };
  const creations = new Set(
    app
      .get(CommandTable)
      .all()
      .filter(({ creates }) => creates)
      .map(({ command }) => operationOf(command)),
  );
  for (const [path, { get, post }] of Object.entries(document.paths)) {
    for (const operation of [get, post]) {
      if (operation) complete(operation, facetsOf(operation, path, creations));
    }
  }
  return document;
}

function facetsOf(operation: Operation, path: string, creations: ReadonlySet<string>): Documented {
  const extended = operation as Operation & { 'x-kind': Documented['kind']; 'x-role': readonly string[] };
  return {
    kind: extended['x-kind'],
    roles: extended['x-role'].includes('public') ? 'public' : [],
    creates: creations.has(operation.operationId ?? ''),
    hasBody: operation.requestBody !== undefined,
    hasPath: path.includes('{'),
  };
}

/** Adds what no decorator of a handler says: headers read, answers given, the token needed. */
function complete(operation: Operation, facets: Documented): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response && 'description' in response && response.description === '')
      operation.responses[status] = successOf(facets);
  }
  operation.parameters = [...(operation.parameters ?? []), ...headersOf(facets)];
  for (const status of problemStatusesOf(facets)) {
    operation.responses[status] = { $ref: `#/components/responses/Problem${status}` };
  }
  if (facets.roles !== 'public') operation.security = [{ bearer: [] }];
}
