import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { cityCommands } from './city.commands.js';
import { citySentences } from './city.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: cityCommands, sentences: citySentences, refusals: 16 });
