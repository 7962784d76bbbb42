/** What a caller was answered, field by field: whether it was given, refused or not found. */
import type { AskedField } from './every-field.js';
import type { RunningApi } from './running-api.js';

/**
 * `nothing`: answered, and empty. Where others are told something it was kept from the caller, or belongs to another
 * council than theirs.
 */
export type Had = 'yes' | 'nothing' | 'not found' | 'no' | 'unknown caller';
const fromMostToLeast: readonly Had[] = ['yes', 'nothing', 'not found', 'no', 'unknown caller'];

const hadByCode: Readonly<Record<string, Had>> = {
  FORBIDDEN: 'no',
  NOT_FOUND: 'not found',
  UNAUTHENTICATED: 'unknown caller',
};
type Answer = Awaited<ReturnType<RunningApi['ask']>>;

const hadFor = (code: string, { text }: Answer): Had => {
  const had = hadByCode[code];
  if (had === undefined) throw new Error(`The walk met ${code}, which says nothing of access: ${text}`);
  return had;
};

interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}

/**
 * Whoever is let into the council, or to the action, that an input names may still ask for a part that is gone; and
 * whoever may accept an invitation may be told that a code is wrong.
 */
const hadOf = ({ userErrors }: Payload, input: object): Had => {
  const hides = (code: string): boolean => {
    if ('code' in input) return false;
    if ('council' in input) return code === 'COUNCIL_NOT_FOUND';
    return 'actionId' in input ? code === 'ACTION_NOT_FOUND' : code.endsWith('_NOT_FOUND');
  };
  return userErrors.some(({ code }) => hides(code)) ? 'not found' : 'yes';
};

type Records = readonly Readonly<Record<string, unknown>>[];

/** What stands under a key in any of the records; a list counts as its items. */
const valuesAt = (records: Records, key: string): unknown[] =>
  records.flatMap((record) => record[key] ?? []).filter((value) => value !== null);

/** Answers by `Type.field`: of several the most that was had. */
export class Answers {
  readonly had = new Map<string, Had>();

  note(path: string, had: Had): void {
    const before = this.had.get(path);
    if (before === undefined || fromMostToLeast.indexOf(had) < fromMostToLeast.indexOf(before)) {
      this.had.set(path, had);
    }
  }

  /** Notes all that was asked for at the root. */
  noteQuery(asked: readonly AskedField[], answer: Answer): void {
    const errors = new Map(
      answer.errors.map(({ path = [], extensions }) => [
        path.filter((step) => typeof step === 'string').join('.'),
        hadFor(extensions.code, answer),
      ]),
    );
    const ofAll = errors.get('');
    this.#noteFields(asked, answer.data === null ? [] : [answer.data], [], ofAll, errors);
  }

  #noteFields(
    asked: readonly AskedField[],
    records: Records,
    path: readonly string[],
    above: Had | undefined,
    errors: ReadonlyMap<string, Had>,
  ): void {
    for (const { key, type, field, below } of asked) {
      const here = [...path, key];
      const refused = above ?? errors.get(here.join('.'));
      const values = valuesAt(records, key);
      const had = refused ?? (records.length === 0 ? null : values.length === 0 ? 'nothing' : 'yes');
      if (had !== null) this.note(`${type}.${field}`, had);
      this.#noteFields(below, values as Record<string, unknown>[], here, refused, errors);
    }
  }

  /** Notes a mutation of this input, and what its payload was asked for. */
  noteMutation(asked: AskedField, input: object, answer: Answer): void {
    const [error] = answer.errors;
    const payload = answer.data?.[asked.key] as Payload | undefined;
    const had = payload === undefined ? hadFor(error?.extensions.code ?? '', answer) : hadOf(payload, input);
    this.note(`${asked.type}.${asked.field}`, had);
    this.#notePayload(asked.below, payload === undefined ? [] : [payload], had);
  }

  #notePayload(asked: readonly AskedField[], records: Records, had: Had): void {
    for (const { key, type, field, below } of asked) {
      const values = valuesAt(records, key);
      // A change that was let through gives a field also where it has nothing to say.
      if (had !== 'yes' || records.length > 0) this.note(`${type}.${field}`, values.length > 0 ? 'yes' : had);
      this.#notePayload(below, values as Record<string, unknown>[], had);
    }
  }
}
