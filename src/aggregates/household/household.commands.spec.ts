import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { householdCommands } from './household.commands.js';
import { householdSentences } from './household.events.js';

readmeTellsTheTruth({ folder: __dirname, commands: householdCommands, sentences: householdSentences, refusals: 90 });
