import { runCommandLine } from '../../src/cli/command-line.js';

/** A command in a process of its own, which is killed at the moment it says a line that begins with `fatal`. */
const [fatal = '', ...words] = process.argv.slice(2);
void runCommandLine(words, {
  env: process.env,
  answer: (text) => process.stdout.write(text),
  say: (line) => {
    process.stderr.write(`${line}\n`);
    if (fatal !== '' && line.startsWith(fatal)) process.kill(process.pid, 'SIGKILL');
  },
}).then((code) => {
  process.exitCode = code;
});
