import { demoMonth } from './demo-month.js';
import type { DemoScript, ScriptName } from './demo-script.js';
import { demoYear } from './demo-year.js';

export const demoScripts: Readonly<Record<ScriptName, DemoScript>> = { month: demoMonth, year: demoYear() };
