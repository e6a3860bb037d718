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

const titles: Readonly<Record<number, string>> = {
  400: '请求无法解析',
  401: '需要有效的访问令牌',
  403: '无权执行',
  404: '没有找到',
  405: '不支持的方法',
  406: '不支持的格式',
  408: '请求超时',
  409: '违反业务规则',
  410: '位置令牌属于另一日志',
  412: '内容已被他人修改',
  413: '请求过大',
  414: '地址过长',
  415: '不支持的内容类型',
  422: '请求内容不符合要求',
  428: '缺少幂等键',
  429: '请求过于频繁',
  431: '请求头过大',
  503: '服务暂时不可用',
};

export function problem(status: number, kind: string, detail: string, more: Record<string, unknown> = {}): Problem {
  return {
    type: `urn:proactive-discovery:problem:${kind}`,
    title: titles[status] ?? '服务出错',
    status,
    detail,
    ...more,
  };
}
