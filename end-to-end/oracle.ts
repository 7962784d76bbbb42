/**
 * The oracle knows what writers were told is recorded and what a reader of the feed saw, and says in what the two
 * differ. It believes neither the log nor the reader: only the answers that writers got.
 */

/** What a writer was told: its command is recorded at these positions. */
export interface Acknowledged {
  readonly tenant: string;
  readonly command: string;
  readonly positions: readonly number[];
}

/** An event as a reader of the feed saw it. */
export interface Seen {
  readonly position: number;
  readonly command: string;
}

export class Oracle {
  private readonly acknowledged = new Map<string, Acknowledged>();
  private readonly seen = new Map<string, Seen[]>();
  private eventCount = 0;

  /** How many commands were acknowledged, and how many events with them. */
  get told(): { readonly commands: number; readonly events: number } {
    return { commands: this.acknowledged.size, events: this.eventCount };
  }

  acknowledge(told: Acknowledged): void {
    const key = `${told.tenant} ${told.command}`;
    if (this.acknowledged.has(key)) throw new Error(`${key} was acknowledged twice.`);
    this.acknowledged.set(key, told);
    this.eventCount += told.positions.length;
  }

  /** In the order in which the reader saw them. */
  see(tenant: string, events: readonly Seen[]): void {
    const before = this.seen.get(tenant) ?? [];
    before.push(...events);
    this.seen.set(tenant, before);
  }

  /** The last position that the reader was given of a council; 0 before the first. */
  lastSeen(tenant: string): number {
    return this.seen.get(tenant)?.at(-1)?.position ?? 0;
  }

  /** All that is wrong, a sentence each; none once every writer has its answer and the reader came to the end. */
  verdict(): string[] {
    return [...[...this.seen].flatMap(([tenant, events]) => this.outOfOrder(tenant, events)), ...this.lost()];
  }

  private outOfOrder(tenant: string, events: readonly Seen[]): string[] {
    return events.flatMap(({ position, command }, index) => [
      ...(position === index + 1 ? [] : [`${tenant}: ${position} was seen where ${index + 1} comes next`]),
      ...(this.acknowledged.get(`${tenant} ${command}`)?.positions.includes(position)
        ? []
        : [`${tenant}: ${position} was seen, which nobody was told of`]),
    ]);
  }

  private lost(): string[] {
    const seenAs = new Map(
      [...this.seen].map(([tenant, events]) => [
        tenant,
        new Map(events.map(({ position, command }) => [position, command])),
      ]),
    );
    return [...this.acknowledged.values()].flatMap(({ tenant, command, positions }) =>
      positions.flatMap((position) => {
        const found = seenAs.get(tenant)?.get(position);
        if (found === command) return [];
        const instead = found === undefined ? '' : `, but ${found} in its place`;
        return [`${tenant}: ${position} was acknowledged and never seen${instead}`];
      }),
    );
  }
}
