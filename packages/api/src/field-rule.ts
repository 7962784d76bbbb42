/** What a line of the rules says of fields. */
import type { Role } from '@improvement-ledger/domain';

/**
 * `viewers`: whoever may see the record that the field is of. Else those roles in the council alone, and of a query
 * those who have such a role in any.
 */
export type FieldRule = 'viewers' | readonly Role[];
/** Fields that every viewer of their record may see, named in lines of words. */
export const whoSees = (...names: readonly string[]): Record<string, FieldRule> =>
  Object.fromEntries(names.flatMap((line) => line.split(' ')).map((name) => [name, 'viewers']));
