'use strict';
// The whole run: every spec file, in the rooms and in the order of rooms.cjs.
const { join } = require('node:path');
const { openRooms } = require('./rooms.cjs');
const each = require('../../jest.config.cjs');

const rootDir = join(__dirname, '../..');
const testMatch = openRooms().map((file) => `<rootDir>/${file}`);
module.exports = { ...each, rootDir, testMatch, testSequencer: join(__dirname, 'rooms.sequencer.cjs') };
