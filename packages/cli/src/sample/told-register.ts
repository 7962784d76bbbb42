/** What the small registers of the sample council are told with. */
import { councilSubject, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { sampleId } from './identity.js';
import { placedActions } from './opening.js';

export const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);
export const actionIdOf = (reference: string): string =>
  placedActions.find((each) => each.reference === reference)?.id ?? '';

type Register = Step['aggregate'] & { readonly id: string };
interface Said {
  readonly type: string;
  readonly [field: string]: unknown;
}
/** The day, the record by a name, its register, the command, and why. */
export type Told = readonly [string, string, Register, Said, string?];
