import { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';

/** The double of EventStoreDB in a process of its own: prints its connection string and serves until it is ended. */
async function main(): Promise<void> {
  const double = await EventStoreDbDouble.start({ file: process.argv[2] });
  process.stdout.write(`${double.url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
