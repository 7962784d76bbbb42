/** How much an answer holds. */

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What stands at a path of an answer: of a list, at that path of each member. */
export const valuesAt = (value: unknown, path: readonly string[]): unknown[] => {
  if (Array.isArray(value))
    return path.length === 0 ? [value] : value.flatMap((member) => valuesAt(member, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return isRecord(value) ? valuesAt(value[name], rest) : [];
};

/** The members of the outermost lists within a value; a record without lists is one, and what was withheld is none. */
export const itemsIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.length;
  if (!isRecord(value)) return value === null || value === undefined ? 0 : 1;
  const within = Object.values(value).map((member) => (hasLists(member) ? itemsIn(member) : null));
  const counted = within.filter((items) => items !== null);
  return counted.length === 0 ? 1 : counted.reduce((sum, items) => sum + items, 0);
};

const hasLists = (value: unknown): boolean =>
  Array.isArray(value) || (isRecord(value) && Object.values(value).some(hasLists));
