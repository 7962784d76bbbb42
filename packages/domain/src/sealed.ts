/**
 * Human-written text and personal data never stand in an event's body. In memory a text is carried as
 * `{ $seal: { subject, value } }`; the event store replaces it by a seal (id, subject, salted hash) and
 * keeps the value beside the log, the one place from which it can be erased.
 */
import { z } from 'zod';

/** What a text is about, and so who may ask for its erasure: a person, or the plan (or council) it belongs to. */
export const sealSubject = z.string().regex(/^(person|plan|council):[0-9a-f-]{36}$/);

/** The largest text that one seal may hold, in bytes of UTF-8. */
export const SEALED_BYTES_MAX = 256 * 1024;

export interface Sealed<Value> {
  readonly $seal: {
    readonly subject: string;
    /** `null` once the value was erased. */
    readonly value: Value | null;
    /** Absent until the event is recorded. */
    readonly id?: string | undefined;
    /** Hex SHA-256 of the salted value; absent until the event is recorded. */
    readonly hash?: string | undefined;
  };
}
export type SealedText = Sealed<string>;

// Control characters other than tab and line ends cannot be stored in jsonb or printed safely.
// oxlint-disable-next-line no-control-regex -- naming them is the point of this pattern.
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Text in NFC with its line ends as line feeds; what every text is before it is sealed or compared. */
export const normaliseText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n');

export const plainText = (lengthMax: number) =>
  z
    .string()
    .max(lengthMax, `is longer than ${lengthMax} characters`)
    .refine((text) => !controlCharacters.test(text), 'holds a control character')
    .refine((text) => text.isWellFormed(), 'holds half of a character pair')
    .transform(normaliseText);

const sealed = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    $seal: z.strictObject({
      subject: sealSubject,
      value: value.nullable(),
      id: z.uuid().optional(),
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
  });

/** A sealed text in an event's data, with the greatest number of characters it may have. */
export const sealedText = (lengthMax: number) => sealed(plainText(lengthMax));

/** The same for a title or name: it must say something. */
export const sealedName = (lengthMax: number) =>
  sealedText(lengthMax).refine(({ $seal: { value } }) => value === null || value.trim() !== '', 'is blank');

/** One cell of a source document, as it was printed. */
export interface Cell {
  readonly column: string;
  readonly text: string;
}
/** The cells of one row of a source document, as they were printed. */
export const sealedCells = sealed(
  z.array(z.strictObject({ column: plainText(200), text: plainText(100_000) })).max(100),
);

export const seal = <Value>(subject: string, value: Value): Sealed<Value> => ({ $seal: { subject, value } });
export const planSubject = (planId: string): string => `plan:${planId}`;
export const personSubject = (personId: string): string => `person:${personId}`;
export const councilSubject = (councilId: string): string => `council:${councilId}`;

/** The text itself, or `null` where there is none or it was erased. */
export const textOf = (text: SealedText | null | undefined): string | null => text?.$seal.value ?? null;

/** Whether there is no text, or nothing but white space. */
export const isBlank = (text: SealedText | null | undefined): boolean => (textOf(text) ?? '').trim() === '';
