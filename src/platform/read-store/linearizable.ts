/**
 * How what outlives every process is read: the server proves to a majority that it is still the primary before it answers, so that
 * what is read cannot be rolled back, and nothing that was acknowledged before, at whichever process, can be missing
 * from it. A majority read has neither after a failover. A server that is no replica set refuses it; a server that cannot
 * prove it within 5 s answers with an error. Source: MongoDB manual, "Read Concern linearizable".
 */
export const LINEARIZABLE = { readConcern: { level: 'linearizable' }, maxTimeMS: 5_000 } as const;
