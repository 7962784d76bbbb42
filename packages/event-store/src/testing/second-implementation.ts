/**
 * docs/event-format.md written down a second time, from the document and not from the product: nothing is
 * imported but SHA-256. What both reproduce was not a slip of either.
 */
import { createHash } from 'node:crypto';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const SHORT_ESCAPES = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

const stringText = (text: string): string => {
  let out = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    out +=
      SHORT_ESCAPES.get(character) ?? (code < 0x20 ? `\\u${code.toString(16).padStart(4, '0')}` : character);
  }
  return `${out}"`;
};

const byCodeUnits = (a: string, b: string): number => {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** RFC 8785, for the values that the ledger holds. */
export const jcs = (value: Json): string => {
  if (value === null) return 'null';
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
    return value.toFixed(0);
  }
  if (Array.isArray(value)) return `[${value.map((item: Json) => jcs(item)).join(',')}]`;
  const members = value as { readonly [name: string]: Json };
  const names = Object.keys(members).toSorted(byCodeUnits);
  return `{${names.map((name) => `${stringText(name)}:${jcs(members[name] ?? null)}`).join(',')}}`;
};

const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part));
  return createHash('sha256').update(Buffer.concat(bytes)).digest('hex');
};

export const bodyHashOf = (body: string): string => sha256(body);

export const leafOf = (tenant: string, position: number, recordedAt: string, body: string): string =>
  sha256(new Uint8Array([0]), jcs({ v: 1, tenant, position, recordedAt, bodyHash: bodyHashOf(body) }));

export const sealOf = (salt: string, value: Json): string =>
  sha256('improvement-ledger/seal/v1', new Uint8Array([0]), Buffer.from(salt, 'hex'), jcs(value));

/** The day of the month of the last Sunday of a month. */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getUTCDate() - last.getUTCDay();
};

/** Midnight in London as an instant: an hour earlier in summer time, by the rule that holds since 1996. */
const midnight = (year: number, month: number, day: number): string => {
  const date = month * 100 + day;
  const summer = date > 300 + lastSunday(year, 3) && date <= 1_000 + lastSunday(year, 10);
  return new Date(Date.UTC(year, month - 1, day, summer ? -1 : 0)).toISOString();
};

/** The first instant that an `effectiveAt` may mean. */
export const firstInstantOf = (effectiveAt: string): string => {
  if (effectiveAt.includes('T')) return new Date(effectiveAt).toISOString();
  const [year = 0, part = 1, day = 1] = effectiveAt.split('-').map(Number);
  return midnight(year, part > 20 ? (part - 20) * 3 : part, day);
};

/** The columns of an event, from its body alone. */
export const columnsOf = (bodyText: string): Record<string, Json> => {
  const body = JSON.parse(bodyText) as Record<string, Json> & {
    readonly effectiveAt: string;
    readonly command: { readonly id: string; readonly index: number; readonly count: number };
  };
  return {
    event_id: body['eventId'] ?? null,
    stream: body['stream'] ?? null,
    stream_version: body['version'] ?? null,
    type: body['type'] ?? null,
    schema_version: body['schemaVersion'] ?? null,
    effective_at: body.effectiveAt,
    effective_from: firstInstantOf(body.effectiveAt),
    command_id: body.command.id,
    command_index: body.command.index,
    command_count: body.command.count,
  };
};
