/** Where something stands in the printed order of its parent, from 1. */
interface Placed {
  readonly place: number;
}

/**
 * Gives places to what an edition adds to one parent, as its document is gone through: behind what stands before it
 * there, however much of the document was left out. What shares a place comes in the order of recording.
 */
export class Places {
  private before: number | null = null;

  constructor(
    /** What the ledger has of the parent. */
    private readonly known: readonly Placed[],
  ) {}

  /** Something that the ledger has comes next in the document. */
  pass({ place }: Placed): void {
    this.before = place;
  }

  /** The place of what the ledger does not have; its number in the document where all of it is new. */
  next(number: number): number {
    if (this.known.length === 0) return number;
    return this.before ?? Math.max(1, Math.min(...this.known.map(({ place }) => place)) - 1);
  }
}
