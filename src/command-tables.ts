import { caseCommands } from './aggregates/case/case.commands.js';
import { cityCommands } from './aggregates/city/city.commands.js';
import { coordinatorCommands } from './aggregates/coordinator/coordinator.commands.js';
import { filingCommands } from './aggregates/filing/filing.commands.js';
import { groupCommands } from './aggregates/group/group.commands.js';
import { householdCommands } from './aggregates/household/household.commands.js';
import { personCommands } from './aggregates/person/person.commands.js';
import { rulebookCommands } from './aggregates/rulebook/rulebook.commands.js';
import { townshipCommands } from './aggregates/township/township.commands.js';
import { villageCommands } from './aggregates/village/village.commands.js';
import { CommandTable } from './platform/change/command-table.js';

/** Every command of the product; a double stops the start. */
export const commandTable = new CommandTable([
  householdCommands,
  caseCommands,
  coordinatorCommands,
  villageCommands,
  groupCommands,
  filingCommands,
  townshipCommands,
  personCommands,
  rulebookCommands,
  cityCommands,
]);
