/** Where the machinery says what happened to it. Fields never hold anything of a fact's payload. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>>,
) => void;
