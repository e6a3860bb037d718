/** The known name that takes the fewest typing errors to become `name`; letter case does not count. */
export function nearest(name: string, known: readonly string[]): string {
  const wanted = name.toUpperCase();
  const ranked = known.map((candidate) => ({ candidate, errors: distance(wanted, candidate.toUpperCase()) }));
  return ranked.sort((a, b) => a.errors - b.errors)[0]?.candidate ?? '';
}

/** Levenshtein distance: insertions, deletions and replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
