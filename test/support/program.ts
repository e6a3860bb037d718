/** Exit code of a program whose words were not understood. */
const NOT_UNDERSTOOD = 2;

/** The words a program was started with make no sense; the message says which. */
export class NotUnderstood extends Error {}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a program of this folder with the words it was started with and leaves with the code it answers: 1 when it fell
 * over, 2 with its usage when it did not understand.
 */
export function runProgram(main: (words: readonly string[]) => Promise<number>, usage: () => string): void {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      const understood = !(error instanceof NotUnderstood);
      process.stderr.write(
        understood ? `${String(error instanceof Error ? error.stack : error)}\n` : `${error.message}\n\n${usage()}\n`,
      );
      process.exit(understood ? 1 : NOT_UNDERSTOOD);
    },
  );
}
