/** A change of one action: finds it, and carries out the command that the change comes to. */
import type { ActionCommand, SealedText } from '@improvement-ledger/domain';
import { action, planSubject, refuse, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { step } from '@improvement-ledger/event-store';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import type { ActionHome } from '../commands/home.js';
import { homeOfAction } from '../commands/home.js';
import type { ChangeInput } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { MutationName } from '../rules.js';

export const actionNotFound = refuse('action-not-found', 'actionId');

export const change = async (
  context: ApiContext,
  mutation: MutationName,
  input: ChangeInput & { readonly actionId: string },
  commandOf: (home: ActionHome) => ActionCommand,
  also: readonly Step[] = [],
): Promise<MutationPayload> => {
  const home = await homeOfAction(context, input.actionId);
  if (home === null) return refusedPayload(actionNotFound);
  const { tenant, planId, actionId } = home;
  const steps = [step(action, actionId, commandOf(home)), ...also];
  return carryOut(context, { mutation, tenant, subject: planSubject(planId), id: actionId, steps, input });
};

export const noteOf = (planId: string, note: string | null | undefined): SealedText | null =>
  note === null || note === undefined ? null : seal(planSubject(planId), note);
