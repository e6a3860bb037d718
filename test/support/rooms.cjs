'use strict';
// Spec files that are small beside what they load share it: a room is one module that takes several of them, each under
// its own path. Loading and starting the product once for a dozen files instead of a dozen times halves the time of a run.
// A single file is run as ever: npx jest <path>.
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const ROOT = join(__dirname, '../..');
const ROOMS = join(ROOT, 'test/.rooms');

/** Which files share rooms, and how many a room takes. Every other file has a room of its own. */
const shared = [
  { name: 'units', files: /^src\//, size: 30 },
  { name: 'api', files: /^test\/api\/(?!access-matrix)/, size: 12 },
  { name: 'contracts', files: /^test\/contract\/(?!broken-|disk-faults-server|projection-crash)/, size: 10 },
  { name: 'cases', files: /^test\/e2e\/(?:field-cases-(?!network|repeat|downloads)|scenario|story|monthly)/, size: 7 },
  {
    name: 'servers',
    files: /^test\/e2e\/(?:cli-log-|cli-roll-back-shared|key-rotation|mutual-mergers|shared-secrets|without-lease)/,
    size: 4,
  },
];

/** Writes the rooms; returns every file to run as a path from the root. */
function openRooms() {
  closeRooms();
  mkdirSync(ROOMS);
  const specs = specsIn('test').concat(specsIn('src'));
  const alone = specs.filter((spec) => !shared.some(({ files }) => files.test(spec)));
  const rooms = shared.flatMap(({ name, files, size }) => {
    const inside = specs.filter((spec) => files.test(spec));
    const parts = Math.ceil(inside.length / size);
    return Array.from({ length: parts }, (_, part) =>
      room(
        `${name}-${part + 1}`,
        inside.filter((_spec, at) => at % parts === part),
      ),
    );
  });
  return [...alone, ...rooms];
}

function closeRooms() {
  rmSync(ROOMS, { recursive: true, force: true });
}

function room(name, specs) {
  const file = join(ROOMS, `${name}.spec.cjs`);
  const lines = specs.map((spec) => `describe('${spec}', () => {\n  require('../../${spec}');\n});\n`);
  writeFileSync(file, lines.join(''));
  return fromRoot(file);
}

function specsIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.spec.ts'))
    .map((entry) => fromRoot(join(entry.parentPath, entry.name)))
    .sort();
}

const fromRoot = (file) => relative(ROOT, file).split(sep).join('/');

module.exports = { closeRooms, openRooms };
