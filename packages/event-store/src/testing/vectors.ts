/** The committed test vectors of docs/event-format.md. */
import { readFileSync } from 'node:fs';

const vectors = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../docs/test-vectors/${name}.json`, import.meta.url), 'utf8'));

export const canonicalVectors = vectors('canonical') as readonly {
  readonly name: string;
  readonly json: string;
  readonly canonical: string;
}[];

export const sealVectors = vectors('seals') as readonly {
  readonly name: string;
  readonly subject: string;
  readonly salt: string;
  readonly value: never;
  readonly canonical: string;
  readonly hash: string;
}[];

export const eventVectors = vectors('events') as readonly {
  readonly name: string;
  readonly tenant: string;
  readonly position: number;
  readonly recordedAt: string;
  readonly body: string;
  readonly bodyHash: string;
  readonly leaf: string;
  readonly columns: Readonly<Record<string, string | number>>;
}[];

export const effectiveFromVectors = vectors('effective-from') as readonly {
  readonly name: string;
  readonly effectiveAt: string;
  readonly effectiveFrom: string;
}[];
