import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const problemSchema = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'traceId'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    detail: { type: 'string' as const },
    rule: { type: 'string' as const, description: '规则编号' },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        properties: { pointer: { type: 'string' as const }, detail: { type: 'string' as const } },
      },
    },
    traceId: { type: 'string' as const },
  },
};

/** The API description, made once from the running routes; the committed file is compared with it. */
export class ApiDescription {
  private made?: OpenAPIObject;

  make(app: INestApplication): void {
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
    document.components = {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: problemSchema },
    };
    this.made = document;
  }

  /** Method and path template of an operation. */
  routeOf(operationId: string): { readonly method: 'POST' | 'GET'; readonly path: string } | undefined {
    for (const [path, item] of Object.entries(this.document().paths)) {
      if (item.post?.operationId === operationId) return { method: 'POST', path };
      if (item.get?.operationId === operationId) return { method: 'GET', path };
    }
    return undefined;
  }

  document(): OpenAPIObject {
    if (!this.made) throw new Error('API description is made at start');
    return this.made;
  }
}
