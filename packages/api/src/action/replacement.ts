/** From what a correction says to the event that is to hold instead: what it leaves out stays. */
import type { ActionCommand, ActionEventType, Recorded, Refusal } from '@improvement-ledger/domain';
import { planSubject, refuse, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { inForceFrom, settle } from '../commands/home.js';
import type { ApiContext } from '../context.js';
import type { CorrectEventInput } from './action.inputs.js';
import { dueOf } from './due-of.js';
import { ownersOf } from './owners-of.js';

type Replacement = Extract<ActionCommand, { type: 'CorrectEvent' }>['replacement'];
export interface Replaced {
  readonly replacement: Replacement;
  /** Registrations of the people who are new. */
  readonly registrations: readonly Step[];
}

const fields = ['rag', 'narrative', 'owners', 'due', 'title', 'note'] as const;
type CorrectableField = (typeof fields)[number];

/** The fields of each type of event that a correction can put right. */
const correctable: Readonly<Record<ActionEventType, readonly CorrectableField[]>> = {
  ActionAdded: ['owners', 'due', 'title'],
  ActionStatusRecorded: ['rag', 'narrative'],
  ActionOwnerReassigned: ['owners'],
  ActionDueDateChanged: ['due'],
  ActionCompletionClaimed: ['note'],
  ActionCompletionVerified: ['note'],
  ActionCompletionSentBack: ['note'],
  ActionReopened: ['note'],
};
/** The fields that may be put right to nothing. */
const canBeEmpty: ReadonlySet<CorrectableField> = new Set(['rag', 'note']);

interface Corrected {
  readonly value: unknown;
  readonly registrations?: readonly Step[];
}

/** The event's field as the input says it. */
const correctedField = async (
  context: ApiContext,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  input: CorrectEventInput,
  field: CorrectableField,
): Promise<Corrected | Refusal> => {
  switch (field) {
    case 'rag':
      return { value: input.rag };
    case 'narrative':
    case 'title':
    case 'note': {
      const text = input[field] ?? null;
      return { value: text === null ? null : seal(planSubject(planId), text) };
    }
    case 'owners': {
      await settle(context, tenant);
      const understood = await context.read(async (tx) => ownersOf(tx, tenant, planId, input.owners ?? []));
      return 'code' in understood
        ? understood
        : { value: understood.owners, registrations: understood.registrations };
    }
    case 'due': {
      const due = dueOf(input.due ?? {}, planId, await inForceFrom(context, { tenant, planId }));
      return 'code' in due ? due : { value: due };
    }
  }
};

/** The event with what the input says put in; or why that cannot be. */
export const replace = async (
  context: ApiContext,
  tenant: string,
  { type, data }: Recorded<ActionEventType>,
  input: CorrectEventInput,
): Promise<Replaced | Refusal> => {
  const changes: Partial<Record<CorrectableField, unknown>> = {};
  const registrations: Step[] = [];
  for (const field of fields.filter((each) => input[each] !== undefined)) {
    if (!correctable[type].includes(field)) {
      return refuse('invalid-input', field, `${type} has no such field to correct.`);
    }
    if (input[field] === null && !canBeEmpty.has(field)) {
      return refuse('invalid-input', field, 'It cannot be empty.');
    }
    const corrected = await correctedField(context, { tenant, planId: data.planId }, input, field);
    if ('code' in corrected) return corrected;
    changes[field] = corrected.value;
    registrations.push(...(corrected.registrations ?? []));
  }
  return { replacement: { type, data: { ...data, ...changes } } as Replacement, registrations };
};
