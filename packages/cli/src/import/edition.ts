import { createHash } from 'node:crypto';

/** One edition of a plan's document. */
export interface Edition {
  readonly planTitle: string;
  readonly fileName: string;
  /** Hex SHA-256 of the document. */
  readonly hash: string;
  /** The date from which what it says holds. */
  readonly effective: string;
  /** The last instant of that date: how things stood by then is what its rows are compared with. */
  readonly dayEnd: string;
}

/** A short hash of texts, for idempotency keys. */
export const fingerprint = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32);

const SHORT = 60;

/** The beginning of a text, on one line. */
export const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= SHORT ? line : `${line.slice(0, SHORT - 1).trimEnd()}…`;
};
