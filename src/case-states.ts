import { caseFile } from './aggregates/case/case.js';
import { foldOne } from './platform/change/stream-memory.js';
import type { Recorded } from './platform/fact.js';
import type { CaseStatesPort } from './views/case-timeline/case-states.port.js';

/** The very fold that decisions use, step by step. */
export class CaseStates implements CaseStatesPort {
  statesAfter(facts: readonly Recorded[]): readonly object[] {
    let state = caseFile.initial;
    return facts.map((fact) => (state = foldOne(caseFile, state, fact)));
  }
}
