import type { OpenAPIObject } from '@nestjs/swagger';
import { htmlText } from './html-text.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: { readonly $ref?: string } }> };
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly 'x-role'?: readonly string[];
  readonly 'x-purpose'?: string;
  readonly 'x-pii'?: string;
}

/** The API description as one plain page: no script, no style sheet, no request to anywhere. */
export function docsPage(document: OpenAPIObject): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => section(method, path, operation)),
  );
  const headers = Object.values(document.components?.parameters ?? {}).filter((header) => 'name' in header);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<h3 id="schema-${htmlText(name)}">${htmlText(name)}</h3><pre>${htmlText(JSON.stringify(schema, null, 2))}</pre>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${htmlText(document.info.title)} 接口说明</title>
<style>body{font:16px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code,pre{background:#f4f4f4;padding:.1rem .3rem}pre{overflow:auto;padding:.6rem}section{border-top:1px solid #ccc;margin-top:1rem}</style>
</head><body><h1>${htmlText(document.info.title)}</h1><p>${htmlText(document.info.description ?? '')}</p>
<p>机器可读的描述：<a href="/openapi.json">/openapi.json</a></p><h2>请求头</h2>${list(headers)}<h2>操作</h2>${operations.join('')}<h2>数据结构</h2>${schemas.join('')}</body></html>`;
}

function section(method: string, path: string, operation: Operation): string {
  const body = operation.requestBody?.content?.['application/json']?.schema?.$ref?.split('/').at(-1);
  const parameters = (operation.parameters ?? []).filter((parameter) => 'name' in parameter);
  return `<section><h3 id="${htmlText(operation.operationId ?? path)}">${htmlText(operation.summary ?? '')}</h3>
<p><code>${method.toUpperCase()} ${htmlText(path)}</code> · ${htmlText(operation.operationId ?? '')}</p>
<p>角色：${htmlText((operation['x-role'] ?? []).join('、'))} · 目的：${htmlText(operation['x-purpose'] ?? '')} · 个人信息：${htmlText(operation['x-pii'] ?? '')}</p>
${list(parameters)}${body ? `<p>请求体：<a href="#schema-${htmlText(body)}">${htmlText(body)}</a></p>` : ''}</section>`;
}

function list(parameters: readonly Parameter[]): string {
  const items = parameters.map(
    ({ name, in: where, description }) =>
      `<li><code>${htmlText(name)}</code>（${htmlText(where)}）${htmlText(description ?? '')}</li>`,
  );
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}
