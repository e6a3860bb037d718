import { runCommandLine } from './command-line.js';

// Whoever reads the answer may have enough of it (`| head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

void runCommandLine(process.argv.slice(2), {
  env: process.env,
  answer: (text) => process.stdout.write(text),
  say: (line) => process.stderr.write(`${line}\n`),
}).then((code) => {
  process.exitCode = code;
});
