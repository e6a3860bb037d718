import type { TableRow } from '../../platform/change/command-table.js';
import { applicationCommands } from './application/application.commands.js';
import { benefitsCommands } from './benefits/benefits.commands.js';
import { careCommands } from './care/care.commands.js';
import { closingCommands } from './closing/closing.commands.js';
import { clocksCommands } from './clocks/clocks.commands.js';
import { clueCommands } from './clue/clue.commands.js';
import { correctionsCommands } from './corrections/corrections.commands.js';
import { emergencyCommands } from './emergency/emergency.commands.js';
import { investigationCommands } from './investigation/investigation.commands.js';
import { measuresCommands } from './measures/measures.commands.js';
import { noticeCommands } from './notice/notice.commands.js';
import { referralCommands } from './referral/referral.commands.js';
import { refusedStepsCommands } from './refused-steps/refused-steps.commands.js';
import { openingCommands } from './opening/opening.commands.js';

/** Which command is decided by what, chapter by chapter. README.md shows the same rows beside the states. */
export const caseCommands: readonly TableRow[] = [
  ...clueCommands,
  ...openingCommands,
  ...investigationCommands,
  ...applicationCommands,
  ...noticeCommands,
  ...measuresCommands,
  ...benefitsCommands,
  ...emergencyCommands,
  ...referralCommands,
  ...careCommands,
  ...closingCommands,
  ...correctionsCommands,
  ...clocksCommands,
  ...refusedStepsCommands,
];
