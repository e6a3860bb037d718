import 'reflect-metadata';
import { runMain } from './run-main.js';

void runMain(process.env, process.argv.slice(2));
