/** The form of an event's body, as docs/event-format.md has it: these members and no others, none left out. */
import { ENVELOPE_VERSION } from '@improvement-ledger/event-store';
import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not an id in lower case');
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is not a hash in lower-case hex');
const counted = z.int().min(1);

const sealed = z.strictObject({
  $sealed: z.strictObject({ id, hash, subject: z.string().regex(/^(person|plan|council):[0-9a-f-]{36}$/) }),
});
export type StoredSeal = z.infer<typeof sealed>['$sealed'];

const storedBody = z.strictObject({
  v: z.literal(ENVELOPE_VERSION, `is not ${ENVELOPE_VERSION}, the version that this program verifies`),
  eventId: id,
  stream: z.string(),
  version: counted,
  type: z.string(),
  schemaVersion: counted,
  effectiveAt: z.string(),
  actor: z.strictObject({ id, kind: z.enum(['person', 'service', 'worker']), role: z.string() }),
  onBehalfOf: id.nullable(),
  reason: sealed.nullable(),
  source: z.strictObject({
    channel: z.enum(['api', 'command-line', 'import', 'sample', 'worker']),
    document: z.strictObject({ hash, name: sealed }).nullable(),
    row: counted.nullable(),
  }),
  correlation: id,
  causation: id.nullable(),
  command: z.strictObject({ id, index: z.int().min(0), count: counted }),
  corrects: z.strictObject({ position: counted, kind: z.enum(['wrong', 'retracted']) }).nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type StoredBody = z.infer<typeof storedBody>;

/** A body of this form, or what is wrong with it, one phrase each. */
export const bodyFrom = (value: unknown): { readonly body: StoredBody } | { readonly wrong: string[] } => {
  const parsed = storedBody.safeParse(value);
  if (parsed.success) return { body: parsed.data };
  return {
    wrong: parsed.error.issues.map((issue) => {
      const member = ['the body', ...issue.path.map(String)].join('.').replace('the body.', "the body's ");
      return `${member}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
    }),
  };
};

/** Every seal within a stored value, and how many there are that are none. */
export const sealsIn = (value: unknown): { readonly seals: StoredSeal[]; readonly broken: number } => {
  if (typeof value !== 'object' || value === null) return { seals: [], broken: 0 };
  if ('$sealed' in value) {
    const parsed = sealed.safeParse(value);
    return parsed.success ? { seals: [parsed.data.$sealed], broken: 0 } : { seals: [], broken: 1 };
  }
  const found = Object.values(value).map(sealsIn);
  return {
    seals: found.flatMap(({ seals }) => seals),
    broken: found.reduce((sum, { broken }) => sum + broken, 0),
  };
};
