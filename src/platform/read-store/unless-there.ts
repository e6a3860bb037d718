const DUPLICATE_KEY = 11000;

/** Of two upserts of one document at once one may be refused: it stands then. */
export async function unlessThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== DUPLICATE_KEY) throw error;
  }
}
