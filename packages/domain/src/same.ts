/** Whether two values mean the same: a seal's id and hash differ each time, so sealed texts are compared by their text. */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sealedValueOf = (value: Record<string, unknown>): { readonly value: unknown } | null => {
  const inner = value['$seal'];
  return isRecord(inner) ? { value: inner['value'] ?? null } : null;
};

export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const sealedA = sealedValueOf(a);
  const sealedB = sealedValueOf(b);
  if (sealedA !== null && sealedB !== null) {
    // Two erased texts cannot be compared, so they are not the same.
    return sealedA.value !== null && same(sealedA.value, sealedB.value);
  }
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(a[name], b[name]));
};
