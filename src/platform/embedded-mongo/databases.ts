import { Collection } from './collection.js';

/** All databases of the server, in memory. Reading what is not there makes nothing. */
export class Databases {
  private readonly byName = new Map<string, Map<string, Collection>>();

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  collections(database: string): readonly string[] {
    return [...(this.byName.get(database)?.keys() ?? [])];
  }

  find(database: string, collection: string): Collection | undefined {
    return this.byName.get(database)?.get(collection);
  }

  open(database: string, collection: string): Collection {
    const collections = this.byName.get(database) ?? new Map<string, Collection>();
    this.byName.set(database, collections);
    const there = collections.get(collection) ?? new Collection(`${database}.${collection}`);
    collections.set(collection, there);
    return there;
  }

  drop(database: string, collection: string): void {
    const collections = this.byName.get(database);
    collections?.delete(collection);
    if (collections?.size === 0) this.byName.delete(database);
  }

  dropAll(database: string): void {
    this.byName.delete(database);
  }
}
