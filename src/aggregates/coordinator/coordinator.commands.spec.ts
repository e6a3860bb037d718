import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { coordinatorCommands } from './coordinator.commands.js';
import { coordinatorSentences } from './coordinator.events.js';

readmeTellsTheTruth({
  folder: __dirname,
  commands: coordinatorCommands,
  sentences: coordinatorSentences,
  refusals: 25,
});
