import { Collection } from './collection.js';

/** All databases of the server, in memory. A collection is there from its first document or index on. */
export class Databases {
  private readonly byName = new Map<string, Map<string, Collection>>();

  get names(): readonly string[] {
    return [...this.byName.keys()].filter((name) => this.collections(name).length > 0);
  }

  collections(database: string): readonly string[] {
    const collections = [...(this.byName.get(database) ?? [])];
    return collections.filter(([, collection]) => collection.exists).map(([name]) => name);
  }

  /** The collection, if it is there. */
  find(database: string, name: string): Collection | undefined {
    const collection = this.byName.get(database)?.get(name);
    return collection?.exists ? collection : undefined;
  }

  /** The collection, there or not yet. */
  open(database: string, name: string): Collection {
    const collections = this.byName.get(database) ?? new Map<string, Collection>();
    this.byName.set(database, collections);
    const collection = collections.get(name) ?? new Collection(`${database}.${name}`);
    collections.set(name, collection);
    return collection;
  }

  drop(database: string, name: string): void {
    this.byName.get(database)?.delete(name);
  }

  dropAll(database: string): void {
    this.byName.delete(database);
  }
}
