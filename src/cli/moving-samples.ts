import type { MovingFact } from '../aggregates/household/moving/moving.events.js';
import type { SealedBox } from '../platform/sealing/sealed-box.js';
import type { SamplesOf } from './samples-of.js';

const HOUSEHOLD = '00000000-0000-7000-8000-0000000000a1';
const HEAD = '00000000-0000-7000-8000-0000000000b1';
const MOVE_REQUEST = '00000000-0000-7000-8000-0000000000d5';
const FORMER_REQUEST = '00000000-0000-7000-8000-0000000000d6';
const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

const box: SealedBox = { subject: HOUSEHOLD, keyVersion: 1, nonce: 'n'.repeat(16), ciphertext: 'c'.repeat(32) };

/** A household that moves, merges and splits, told in samples. */
export const movingSamples: SamplesOf<MovingFact> = {
  HouseholdMoveRequested: {
    requestId: MOVE_REQUEST,
    fromTown: '341881100',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-20',
    reason: box,
    address: box,
    groupNo: '03',
    replaces: FORMER_REQUEST,
  },
  HouseholdMoved: {
    fromTown: '341881100',
    fromVillage: '341881100201',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-20',
    reason: box,
    address: box,
    groupNo: '03',
    names: { [HEAD]: { nameHash: HASH, surnameHash: OTHER_HASH } },
    requestId: MOVE_REQUEST,
    requestedBy: 'officer-1',
  },
};
