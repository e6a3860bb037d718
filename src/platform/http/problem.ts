/** RFC 9457 problem details as this system answers them. `detail` and `title` are Chinese and free of particulars. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Id of the rule that refused: `I-06`, or a short phrase. */
  readonly rule?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  /** Further facts a program can act on: the current revision, the parameter that set a limit. */
  readonly [extension: string]: unknown;
}

/**
 * Every kind of problem by its status; `type` is `urn:proactive-discovery:problem:<kind>`. The API description promises
 * these and no others.
 */
export const problemKinds = {
  400: ['http-400', 'evidence-interrupted'],
  401: [
    'token-missing',
    'token-malformed',
    'token-expired',
    'token-issuer',
    'token-audience',
    'token-signature',
    'token-claims',
  ],
  403: ['forbidden-role', 'forbidden-purpose'],
  404: ['not-found', 'http-404', 'notice-not-yet'],
  408: ['http-408'],
  409: ['rule'],
  410: ['foreign-token', 'notice-ended'],
  412: ['revision-passed'],
  413: ['http-413', 'too-large', 'evidence-too-large'],
  414: ['http-414'],
  415: ['http-415', 'evidence-type'],
  422: ['shape', 'key-reused', 'header', 'parameter', 'cursor', 'position-token', 'file-name'],
  428: ['key-missing'],
  429: ['as-of-busy', 'duplicates-told', 'too-many-requests'],
  431: ['http-431'],
  500: ['internal'],
  503: [
    'overloaded',
    'busy',
    'unknown-outcome',
    'store-unavailable',
    'log-damaged',
    'newer-fact',
    'unreadable-fact',
    'access-log-unavailable',
    'issuer-away',
    'view-not-ready',
    'view-behind',
    'key-store',
    'evidence-store',
  ],
} as const;

export type ProblemStatus = keyof typeof problemKinds;

const titles: Readonly<Record<ProblemStatus, string>> = {
  400: '请求无法解析',
  401: '需要有效的访问令牌',
  403: '无权执行',
  404: '没有找到',
  408: '请求超时',
  409: '违反业务规则',
  410: '不再有效',
  412: '内容已被他人修改',
  413: '请求过大',
  414: '地址过长',
  415: '不支持的内容类型',
  422: '请求内容不符合要求',
  428: '缺少幂等键',
  429: '请求过于频繁',
  431: '请求头过大',
  500: '服务出错',
  503: '服务暂时不可用',
};

export function titleOf(status: ProblemStatus): string {
  return titles[status];
}

export function typeOf(kind: string): string {
  return `urn:proactive-discovery:problem:${kind}`;
}

export function problem<Status extends ProblemStatus>(
  status: Status,
  kind: (typeof problemKinds)[Status][number],
  detail: string,
  more: Record<string, unknown> = {},
): Problem {
  return { type: typeOf(kind), title: titles[status], status, detail, ...more };
}
