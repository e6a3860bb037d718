import committed from '../../golden/openapi.json';

export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** One operation as the committed description promises it. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** With its `{parameters}`. */
  readonly path: string;
  readonly kind: 'command' | 'query' | 'system';
  readonly roles: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Of a JSON body; undefined when it takes none, or a file. */
  readonly body?: Schema;
  readonly takesFile: boolean;
  readonly success: number;
  /** Types of problems by the status they come with. */
  readonly problems: Readonly<Record<number, readonly string[]>>;
}

interface Written {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
  readonly 'x-kind': Operation['kind'];
  readonly 'x-role': readonly string[];
}

interface ProblemResponse {
  readonly content: Readonly<
    Record<string, { readonly schema: { properties: { type: { enum: readonly string[] } } } }>
  >;
}

const { components } = committed;
const schemas = components.schemas as unknown as Readonly<Record<string, Schema>>;
const parameters = components.parameters as Readonly<Record<string, unknown>> as Readonly<Record<string, Parameter>>;
const responses = components.responses as Readonly<Record<string, unknown>> as Readonly<
  Record<string, ProblemResponse>
>;

export const operations: readonly Operation[] = Object.entries(committed.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Readonly<Record<string, unknown>>).map(([method, written]) =>
    operationOf(path, method, written as Written),
  ),
);

/** The schema itself, without references and compositions. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref !== undefined) return resolved(schemas[nameOf(schema.$ref)] ?? missing(schema.$ref));
  if (schema.allOf) return resolved(schema.allOf[0] ?? {});
  return schema;
}

function operationOf(path: string, method: string, written: Written): Operation {
  const content = written.requestBody?.content ?? {};
  const statuses = Object.keys(written.responses).map(Number);
  return {
    id: written.operationId,
    method: method === 'get' ? 'GET' : 'POST',
    path,
    kind: written['x-kind'],
    roles: written['x-role'],
    parameters: (written.parameters ?? []).map((parameter) =>
      '$ref' in parameter ? (parameters[nameOf(parameter.$ref)] ?? missing(parameter.$ref)) : parameter,
    ),
    ...(content['application/json'] ? { body: content['application/json'].schema } : {}),
    takesFile: written.requestBody !== undefined && !content['application/json'],
    success: statuses.find((status) => status < 300) ?? missing(written.operationId),
    problems: Object.fromEntries(
      statuses
        .filter((status) => status >= 400)
        .map((status) => [status, typesOf(written.responses[status]?.$ref ?? '')]),
    ),
  };
}

function typesOf(reference: string): readonly string[] {
  const response = responses[nameOf(reference)] ?? missing(reference);
  return response.content['application/problem+json']?.schema.properties.type.enum ?? [];
}

function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}

function missing(what: string): never {
  throw new Error(`the API description lacks ${what}`);
}
