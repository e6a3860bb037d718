import type { Collection } from 'mongodb';
import type { Projection, ViewDocument } from '../projections/projection.js';
import { CollectionView } from './collection-view.js';
import type { RegistryDocument } from './collections.js';
import { REGISTRY } from './collections.js';
import type { ReadStore } from './read-store.js';
import type { View, Views } from './views.js';
import { ViewNotReady } from './views.js';

/** The views as they are poured now. The registry is asked anew each time, in every process. */
export class LiveViews implements Views {
  private readonly registry: Collection<RegistryDocument>;

  constructor(private readonly readStore: ReadStore) {
    this.registry = readStore.db.collection<RegistryDocument>(REGISTRY);
  }

  async of<D extends ViewDocument>(projection: Projection<D>): Promise<View<D>> {
    const entry = await this.entry(projection.name);
    if (!entry?.active) throw new ViewNotReady(projection.name, '正在建立');
    if (entry.withheld !== null) throw new ViewNotReady(projection.name, `正在重建（${entry.withheld}）`);
    if (entry.version !== projection.version) {
      throw new ViewNotReady(projection.name, `现为第 ${entry.version} 版，本程序读第 ${projection.version} 版`);
    }
    return new CollectionView<D>(this.readStore.db, entry.active);
  }

  async position(projection: string): Promise<number> {
    return (await this.entry(projection))?.position ?? 0;
  }

  private async entry(projection: string): Promise<RegistryDocument | undefined> {
    const [entry] = await this.registry.find({ _id: projection }).limit(1).toArray();
    return entry;
  }
}
