import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { personCommands } from './person.commands.js';
import { personSentences } from './person.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: personCommands, sentences: personSentences, refusals: 1 });
