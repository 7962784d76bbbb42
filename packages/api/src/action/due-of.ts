/** From a due date as it was sent to the domain's. */
import type { Due, DueMeaning, Refusal } from '@improvement-ledger/domain';
import { impossibleDateIn, planSubject, refuse, seal, understandDue } from '@improvement-ledger/domain';
import type { DueInput } from './action.inputs.js';

const meaningOf = ({ asWritten, date, undated }: DueInput, inForceFrom: string): DueMeaning | Refusal => {
  if (date !== null && date !== undefined) return { kind: 'dated', lastDay: date, precision: 'day' };
  if (undated !== null && undated !== undefined) return { kind: 'undated', why: undated };
  const impossible = impossibleDateIn(asWritten ?? '');
  if (impossible !== null)
    return refuse('invalid-input', 'due.asWritten', `There is no date "${impossible}".`);
  const meaning = understandDue(asWritten ?? '', { inForceFrom });
  if (meaning.kind === 'undated' && (meaning.why === 'not-understood' || meaning.why === 'blank')) {
    return refuse(
      'invalid-input',
      'due',
      'It is not understood as a due date. Give `date`, or `undated` with why there is none.',
    );
  }
  return meaning;
};

/** The due date, or why it is refused. Words that say "within 3 weeks" count from the day the plan is in force. */
export const dueOf = (input: DueInput, planId: string, inForceFrom: string): Due | Refusal => {
  const meaning = meaningOf(input, inForceFrom);
  if ('code' in meaning) return meaning;
  const { asWritten = null } = input;
  return { asWritten: asWritten === null ? null : seal(planSubject(planId), asWritten), meaning };
};
