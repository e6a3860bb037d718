import type { Collection } from 'mongodb';
import type { Projection, ViewDocument } from '../projections/projection.js';
import { CollectionView } from './collection-view.js';
import type { Poured, RegistryDocument } from './collections.js';
import { REGISTRY } from './collections.js';
import type { ReadStore } from './read-store.js';
import type { View, Views } from './views.js';
import { ViewNotReady } from './views.js';

/** What of a registry document tells how far a view has come. */
const WATERMARK = { position: 1, version: 1, previous: 1, logId: 1 } as const;
type Watermark = Pick<RegistryDocument, '_id' | keyof typeof WATERMARK>;

/** What this process reads: a view by name, in the version its queries know. */
export type Known = Pick<Projection, 'name' | 'version'>;

/**
 * The views as they are poured now. The registry is asked anew each time, in every process. A process of an older
 * release goes on reading the build of its version after a newer one has been put in place, as it stood then: its
 * position moves no more, so that whoever waits for what was written since is told to ask again (and finds a newer one).
 */
export class LiveViews implements Views {
  private readonly registry: Collection<RegistryDocument>;
  private readonly versions: ReadonlyMap<string, number>;

  constructor(
    private readonly readStore: ReadStore,
    known: readonly Known[],
  ) {
    this.registry = readStore.db.collection<RegistryDocument>(REGISTRY);
    this.versions = new Map(known.map(({ name, version }) => [name, version]));
  }

  async of<D extends ViewDocument>(projection: Projection<D>): Promise<View<D>> {
    const { name, version } = projection;
    const entry = await this.entry(name);
    if (!entry?.active) throw new ViewNotReady(name, '正在建立');
    const before = leftBehind(entry, version);
    if (before) return new CollectionView<D>(this.readStore.db, before.active);
    if (entry.withheld !== null) throw new ViewNotReady(name, `正在重建（${entry.withheld}）`);
    if (entry.version !== version) throw new ViewNotReady(name, `现为第 ${entry.version} 版，本程序读第 ${version} 版`);
    return new CollectionView<D>(this.readStore.db, entry.active);
  }

  async position(projection: string): Promise<number> {
    return (await this.positions([projection])).get(projection) ?? 0;
  }

  async positions(projections: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const asked = { _id: { $in: [...projections] } };
    const found = this.registry.find<Watermark>(asked, { projection: WATERMARK }).map((entry) => {
      const { position } = leftBehind(entry, this.versions.get(entry._id)) ?? entry;
      return [entry._id, position] as const;
    });
    const watermarks = new Map(await found.toArray());
    return new Map(projections.map((name) => [name, watermarks.get(name) ?? 0]));
  }

  private async entry(projection: string): Promise<RegistryDocument | undefined> {
    const [entry] = await this.registry.find({ _id: projection }).limit(1).toArray();
    return entry;
  }
}

/** The build before the present one, where that is of a newer version, and this one of the same log and as wanted. */
function leftBehind(
  { version, previous, logId }: Omit<Watermark, 'position'>,
  wanted: number | undefined,
): Poured | undefined {
  if (wanted === undefined || wanted >= version) return undefined;
  return previous?.version === wanted && previous.logId === logId ? previous : undefined;
}
