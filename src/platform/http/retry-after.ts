/** What every 429 and 503 tells its sender to wait, whoever words it: the overloaded door and a store that is away alike. */
export const RETRY_AFTER_S = 2;
