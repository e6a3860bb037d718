import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { rulebookCommands } from './rulebook.commands.js';
import { rulebookSentences } from './rulebook.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: rulebookCommands, sentences: rulebookSentences, refusals: 8 });
