import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { groupCommands } from './group.commands.js';
import { groupSentences } from './group.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: groupCommands, sentences: groupSentences, refusals: 9 });
