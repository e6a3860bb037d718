/** Holds the identity of the log; never handed out as a fact. */
export const IDENTITY_STREAM = 'proactive_discovery_log-identity';
