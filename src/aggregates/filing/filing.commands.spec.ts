import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { filingCommands } from './filing.commands.js';
import { filingSentences } from './filing.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: filingCommands, sentences: filingSentences, refusals: 7 });
