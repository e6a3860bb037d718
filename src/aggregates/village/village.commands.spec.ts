import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { villageCommands } from './village.commands.js';
import { villageSentences } from './village.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: villageCommands, sentences: villageSentences, refusals: 4 });
