import type { Collection, Document, OptionalUnlessRequiredId } from 'mongodb';
import { MongoBulkWriteError } from 'mongodb';

const DUPLICATE_KEY = 11000;
const PORTION = 1_000;

/** Inserts documents; those whose `_id` is there already are left as they are, because they say the same. */
export async function insertNew<D extends Document>(collection: Collection<D>, documents: readonly D[]): Promise<void> {
  for (let start = 0; start < documents.length; start += PORTION) {
    const portion = documents.slice(start, start + PORTION) as OptionalUnlessRequiredId<D>[];
    try {
      await collection.insertMany(portion, { ordered: false });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }
}

/** True for the error of an unordered bulk write in which nothing went wrong but keys that were there already. */
export function onlyDuplicates(error: unknown): error is MongoBulkWriteError {
  return error instanceof MongoBulkWriteError && duplicatesOf(error).every((code) => code === DUPLICATE_KEY);
}

function duplicatesOf(error: MongoBulkWriteError): unknown[] {
  const refusals = refusalsOf(error);
  return refusals.length === 0 ? [error.code] : refusals.map(({ code }) => code);
}

/** The documents a bulk write could not write: which, by their place in the request, and why. */
export function refusalsOf(error: MongoBulkWriteError): readonly { readonly index: number; readonly code: unknown }[] {
  const errors: unknown = error.writeErrors;
  return (Array.isArray(errors) ? errors : [errors]) as { index: number; code: unknown }[];
}
