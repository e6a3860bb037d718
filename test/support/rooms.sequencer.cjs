'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

/** Whole programs are killed, flooded and moved in these: they take longest, and are not to be the last. */
const first = [
  'test/e2e/campaign',
  'test/e2e/',
  'test/.rooms/servers',
  'test/contract/',
  'test/api/',
  'test/.rooms/cases',
];

const rank = ({ path }) => first.findIndex((part) => path.includes(part)) >>> 0;

module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1));
  }
};
