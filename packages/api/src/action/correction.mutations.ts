/** Correcting and retracting: the first entry stays in the log, the correction names it. */
import type { ActionCommand, ActionEventType, Recorded, Refusal } from '@improvement-ledger/domain';
import { action, entriesAt, LATEST, planSubject, refuse } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { readEvent, readStreams, step } from '@improvement-ledger/event-store';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { carryOut, checkRole, refusedPayload } from '../commands/carry-out.js';
import type { CommandInput } from '../commands/input.types.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { refOfKind } from '../ids.js';
import { ActionPayload, CorrectEventInput, RetractEventInput } from './action.inputs.js';
import { replace } from './replacement.js';

/** An event of an action together with what is in force in its place. */
interface Named {
  readonly tenant: string;
  readonly position: number;
  readonly inForce: Recorded<ActionEventType>;
}

const notFound = refuse('event-not-found', 'changeId');

const find = async (context: ApiContext, changeId: string): Promise<Named | Refusal> => {
  const ref = refOfKind(changeId, 'Change');
  if (ref === null || !context.caller.councils.includes(ref.tenant)) return notFound;
  const position = Number(ref.key);
  return context.read(async (tx) => {
    const named = await readEvent(tx, ref.tenant, position);
    if (named === null) return notFound;
    if (!named.stream.startsWith('action-')) {
      return refuse('event-not-correctable', 'changeId', 'Only changes of actions can be corrected.');
    }
    const recorded = (await readStreams(tx, ref.tenant, [named.stream])) as Recorded<ActionEventType>[];
    const opened = recorded.find((event) => event.position === position);
    const entry = entriesAt(recorded, LATEST).find(
      ({ root, event }) => root === position || chain(recorded, event).has(position),
    );
    const inForce = entry?.event ?? opened;
    return inForce === undefined ? notFound : { tenant: ref.tenant, position, inForce };
  });
};

/** The positions that an event corrects, down to the first. */
const chain = (recorded: readonly Recorded[], event: Recorded): Set<number> => {
  const positions = new Set([event.position]);
  let corrects = event.corrects;
  while (corrects !== null) {
    const { position } = corrects;
    positions.add(position);
    corrects = recorded.find((each) => each.position === position)?.corrects ?? null;
  }
  return positions;
};

@Resolver(() => ActionPayload)
export class CorrectionMutations {
  @Mutation(() => ActionPayload, {
    description:
      'Says that an earlier change of an action was wrong, and what is right. A reason is required; the first entry stays visible.',
  })
  async correctEvent(
    @Arg('input', () => CorrectEventInput, INPUT) input: CorrectEventInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    checkRole(context, 'correctEvent');
    const named = await find(context, input.changeId);
    if ('code' in named) return refusedPayload(named);
    const replaced = await replace(context, named.tenant, named.inForce, input);
    if ('code' in replaced) return refusedPayload(replaced);
    const { replacement, registrations } = replaced;
    return carry(
      context,
      'correctEvent',
      named,
      input,
      { type: 'CorrectEvent', position: named.position, replacement },
      registrations,
    );
  }

  @Mutation(() => ActionPayload, {
    description:
      'Says that an earlier change of an action never happened. A reason is required; the first entry stays visible.',
  })
  async retractEvent(
    @Arg('input', () => RetractEventInput, INPUT) input: RetractEventInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    checkRole(context, 'retractEvent');
    const named = await find(context, input.changeId);
    if ('code' in named) return refusedPayload(named);
    return carry(
      context,
      'retractEvent',
      named,
      input,
      { type: 'RetractEvent', position: named.position },
      [],
    );
  }
}

const carry = async (
  context: ApiContext,
  mutation: 'correctEvent' | 'retractEvent',
  { tenant, inForce }: Named,
  input: CommandInput,
  command: ActionCommand,
  registrations: readonly Step[],
): Promise<MutationPayload> => {
  const { planId, actionId } = inForce.data;
  return carryOut(context, {
    mutation,
    tenant,
    subject: planSubject(planId),
    id: actionId,
    steps: [step(action, actionId, command), ...registrations],
    input,
    // The corrected fact keeps its time unless another is given.
    effectiveAt: inForce.effectiveAt,
  });
};
