/** In whose name something is recorded at the terminal, and why: what every command that records may be told. */
import type { SealedText } from '@improvement-ledger/domain';
import { catalogue, circumstances, councilSubject, seal, textOf } from '@improvement-ledger/domain';
import type { Given } from './commands/command.js';
import { RefusedError } from './refused-error.js';

export interface Mandate {
  /** The name of the person for whom it is recorded, as the council's register has it. */
  readonly by: string | null;
  readonly reason: string | null;
}

export const mandateOptions = { by: { type: 'string' }, reason: { type: 'string' } } as const;
export const mandateUsage = '[--by NAME] [--reason TEXT]';
export const mandateHelp: readonly string[] = [
  '--by NAME      the person in whose name it is recorded; made known to the council if it does not know them',
  '--reason TEXT  why, as it will stand in the history of every change',
];

const { name } = catalogue.PersonRegistered.shape;
const { reason } = circumstances.shape;
/** Lengths and characters are the same whatever a text is about. */
const anySubject = councilSubject('00000000-0000-7000-8000-000000000000');

interface Check {
  safeParse(text: SealedText): {
    readonly data?: SealedText | null;
    readonly error?: { readonly issues: readonly { readonly message: string }[] };
  };
}

const textFrom = (given: Given, option: 'by' | 'reason', check: Check): string | null => {
  const text = given.option(option)?.trim() ?? null;
  if (text === null) return null;
  if (text === '') throw new RefusedError(`--${option} needs a text; leave it out where there is none.`);
  const { data, error } = check.safeParse(seal(anySubject, text));
  if (error !== undefined) {
    throw new RefusedError(`--${option} ${error.issues[0]?.message ?? 'cannot be recorded'}.`);
  }
  return textOf(data);
};

export const mandateFrom = (given: Given): Mandate => ({
  by: textFrom(given, 'by', name),
  reason: textFrom(given, 'reason', reason),
});
