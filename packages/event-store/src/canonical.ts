/** Canonical JSON (RFC 8785) of values that have only one: no fractions, no numbers beyond 2^53, no half characters. */
import canonicalize from 'canonicalize';

export class NotCanonicalError extends Error {}

const check = (value: unknown, path: string): void => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new NotCanonicalError(
      `${path} is ${value}: only safe integers are stored; write other numbers as strings`,
    );
  }
  if (typeof value === 'string' && !(value.isWellFormed() && !value.includes('\0'))) {
    throw new NotCanonicalError(`${path} holds a NUL or half of a character pair`);
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    check(name, `A name in ${path}`);
    check(member, `${path}.${name}`);
  }
};

/** The canonical text of a JSON value; members that are `undefined` are left out. Throws `NotCanonicalError`. */
export const canonical = (value: unknown): string => {
  check(value, '$');
  const text = canonicalize(value);
  if (text === undefined) throw new NotCanonicalError('$ is not a JSON value');
  return text;
};
