import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { townshipCommands } from './township.commands.js';
import { townshipSentences } from './township.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: townshipCommands, sentences: townshipSentences, refusals: 9 });
