/** What has been opened so far; it is closed in the reverse order. */
export class Opened {
  private readonly resources: { close(): Promise<void> }[] = [];

  add<Resource extends { close(): Promise<void> }>(resource: Resource): Resource {
    this.resources.unshift(resource);
    return resource;
  }

  async close(): Promise<void> {
    for (const resource of this.resources) await resource.close();
  }
}
