/**
 * What cannot be the same in two runs, and nothing else, is shown in angle brackets: instants since the run began,
 * random ids (UUIDv7 carry the time at which they were made) since then, tokens and codes, and the changes recorded since then. The
 * same value has the same name throughout, so that an example can use what an earlier one answered.
 */
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const TOKEN = /ili?_[0-9a-f]{32}(_[\w-]{43})?/g;
const UUID_V7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const GLOBAL_ID = /^(Council|Plan|Workstream|Commitment|Action|Challenge|Change|Meeting):([a-z0-9-]+):(.+)$/;

const madeAt = (uuid: string): number => Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16);

export class Placeholders {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** `heads`: the last positions of councils when the run began. */
  constructor(
    private readonly began: number,
    private readonly heads: Readonly<Record<string, number>>,
  ) {}

  /** The answer with placeholders in place of what is of this run. */
  hide(value: unknown): unknown {
    if (typeof value === 'string') return this.hideText(value);
    if (Array.isArray(value)) return value.map((item) => this.hide(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.hide(member)]));
  }

  /** What an example asks, with what its placeholders stand for. */
  fill<Value>(value: Value): Value {
    let text = JSON.stringify(value);
    for (const [real, name] of this.names) text = text.replaceAll(name, real);
    return JSON.parse(text) as Value;
  }

  private hideText(text: string): string {
    const [, kind, council, key] = GLOBAL_ID.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
    if (kind !== undefined && council !== undefined && key !== undefined) {
      return this.isOfThisRun(kind, council, key) ? this.nameOf(text, kind) : text;
    }
    return text
      .replaceAll(INSTANT, (instant) => (Date.parse(instant) >= this.began ? '<instant>' : instant))
      .replaceAll(TOKEN, (token) => this.nameOf(token, token.startsWith('ili_') ? 'code' : 'token'))
      .replaceAll(UUID_V7, (uuid) => (madeAt(uuid) >= this.began ? this.nameOf(uuid, 'uuid') : uuid));
  }

  private isOfThisRun(kind: string, council: string, key: string): boolean {
    if (kind === 'Change') return Number(key) > (this.heads[council] ?? 0);
    return key.search(UUID_V7) === 0 && madeAt(key) >= this.began;
  }

  private nameOf(real: string, kind: string): string {
    const known = this.names.get(real);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    const name = `<${kind} ${count}>`;
    this.names.set(real, name);
    return name;
  }
}
