/** What a record holds under an id that came from outside; `constructor` and its like are no entries. */
export function entryOf<Entry>(record: Readonly<Record<string, Entry>>, id: string): Entry | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
