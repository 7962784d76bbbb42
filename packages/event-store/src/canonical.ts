/**
 * Canonical JSON (RFC 8785) of values that have only one: no fractions, no numbers beyond 2^53, no half characters.
 * With these left out, what remains of the RFC is the order of the names: by UTF-16 code units, as JavaScript sorts.
 */

export class NotCanonicalError extends Error {}

/** Where in the value we are; told only when something is wrong there. */
interface Place {
  readonly within: Place | null;
  readonly name: string;
}
const told = (place: Place | null): string => (place === null ? '$' : `${told(place.within)}.${place.name}`);

const textOf = (value: string, place: Place | null): string => {
  if (value.isWellFormed() && !value.includes('\0')) return JSON.stringify(value);
  throw new NotCanonicalError(`${told(place)} holds a NUL or half of a character pair`);
};

const numberOf = (value: number, place: Place | null): string => {
  if (Number.isSafeInteger(value)) return JSON.stringify(value);
  throw new NotCanonicalError(
    `${told(place)} is ${value}: only safe integers are stored; write other numbers as strings`,
  );
};

const objectOf = (value: object, place: Place | null): string => {
  if ('toJSON' in value) throw new NotCanonicalError(`${told(place)} is not a plain object`);
  const members: string[] = [];
  for (const name of Object.keys(value).toSorted()) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    const at = { within: place, name };
    members.push(`${textOf(name, at)}:${canonicalAt(member, at)}`);
  }
  return `{${members.join(',')}}`;
};

const canonicalAt = (value: unknown, place: Place | null): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textOf(value, place);
  if (typeof value === 'number') return numberOf(value, place);
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown, index) => canonicalAt(item, { within: place, name: String(index) })).join(',')}]`;
  }
  if (typeof value === 'object') return objectOf(value, place);
  throw new NotCanonicalError(`${told(place)} is not a JSON value`);
};

/** The canonical text of a JSON value; members that are `undefined` are left out. Throws `NotCanonicalError`. */
export const canonical = (value: unknown): string => canonicalAt(value, null);
