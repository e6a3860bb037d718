import { UnknownFact, UnreadableFact } from '../rule-broken.js';

/**
 * Does what a clock wants of one stream. Undefined, and told to `failed`, where that stream cannot be read: it must not hold
 * up all the others. Rejects with whatever else went wrong.
 */
export async function unlessUnreadable<Answer>(
  failed: (error: unknown) => void,
  act: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof UnknownFact || error instanceof UnreadableFact)) throw error;
    failed(error);
    return undefined;
  }
}
