/** What the mutations of a council's own records (its access, people and offices) have in common. */
import { councilSubject, refuse } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { councilIdOf } from '../commands/home.js';
import type { MutationPayload, UserError } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import { checkMay } from '../permission.js';
import type { MutationName } from '../rules.js';
import type { OfCouncilInput } from './access.inputs.js';

interface OfCouncil {
  /** Under which texts about the council as a whole are sealed. */
  readonly council: string;
}

/** The record that a command begins or changes, and whom or what the reason is about. */
interface Asked {
  readonly step: Step;
  /** What it builds on, such as a new person: an event each. */
  readonly before?: readonly Step[];
  readonly subject?: string;
  /** What the caller is told the id of, if not of the record: something within it. */
  readonly id?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The first field that should hold an id of a record and does not. */
const wrongId = (input: OfCouncilInput): string | undefined =>
  Object.entries(input)
    .filter(([name]) => name === 'into' || name.endsWith('Id'))
    .find(([, value]) => typeof value === 'string' && !UUID.test(value))?.[0];

/** A refusal names the command's field; the caller knows it by another name. */
const inTermsOfTheInput = (
  mutation: MutationName,
  input: OfCouncilInput,
  { code, field, message }: UserError,
): UserError => {
  const isOfPerson = 'personId' in input && typeof input.personId === 'string';
  if (field === 'principalId') return { code, field: isOfPerson ? 'personId' : 'serviceId', message };
  return { code, field: field === 'name' && mutation === 'grantAccess' ? 'serviceName' : field, message };
};

/** Carries out one command for a council: not found where the caller may not see it, refused where they may not. */
export const changeCouncil = async (
  context: ApiContext,
  mutation: MutationName,
  input: OfCouncilInput,
  stepOf: (known: OfCouncil) => Asked | Promise<Asked>,
): Promise<MutationPayload> => {
  const { council: tenant } = input;
  if (!maySee(context, tenant)) return refusedPayload(refuse('council-not-found', 'council'));
  checkMay(context.caller, tenant, mutation);
  const wrong = wrongId(input);
  if (wrong !== undefined) {
    return refusedPayload(refuse('invalid-input', wrong, 'It is an id as an earlier answer had it.'));
  }
  const council = councilSubject(await context.read(async (tx) => councilIdOf(tx, tenant)));
  const { step, before = [], subject = council, id = step.id } = await stepOf({ council });
  const order = { mutation, tenant, subject, id, before, steps: [step], input };
  const { event, position, changed, userErrors } = await carryOut(context, order);
  const inTerms = userErrors.map((error) => inTermsOfTheInput(mutation, input, error));
  return { event, position, changed, userErrors: inTerms };
};
