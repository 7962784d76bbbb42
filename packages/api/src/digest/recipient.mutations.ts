/** How a council's people get digests: each says so for themselves, or whoever keeps the plan for them. */
import type { RecipientCommand } from '@improvement-ledger/domain';
import { personSubject, recipient, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { changeCouncil } from '../access/of-council.js';
import { councilIdOf } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { MutationName } from '../rules.js';
import {
  DigestPayload,
  OfRecipientInput,
  SetDigestAddressInput,
  SetDigestPreferencesInput,
} from './digest.inputs.js';

/** Carries out one command on how somebody gets digests. */
const tell = async (
  context: ApiContext,
  mutation: MutationName,
  input: OfRecipientInput,
  commandOf: (councilId: string) => RecipientCommand,
): Promise<MutationPayload> => {
  const { council, personId } = input;
  return changeCouncil(context, mutation, input, async () => ({
    step: step(recipient, personId, commandOf(await context.read(async (tx) => councilIdOf(tx, council)))),
    subject: personSubject(personId),
  }));
};

@Resolver()
export class RecipientMutations {
  @Mutation(() => DigestPayload, {
    description:
      'Says to which address somebody’s digests are sent: their own, or by whoever keeps the plan.',
  })
  async setDigestAddress(
    @Arg('input', () => SetDigestAddressInput, INPUT) input: SetDigestAddressInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId } = input;
    const address = seal(personSubject(personId), input.address.trim());
    return tell(context, 'setDigestAddress', input, () => ({ type: 'SetAddress', personId, address }));
  }

  @Mutation(() => DigestPayload, {
    description: 'Says that an address is to be used no more, and that there is no other.',
  })
  async removeDigestAddress(
    @Arg('input', () => OfRecipientInput, INPUT) input: OfRecipientInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId } = input;
    return tell(context, 'removeDigestAddress', input, () => ({ type: 'RemoveAddress', personId }));
  }

  @Mutation(() => DigestPayload, { description: 'Says which digests somebody wants, and on which days.' })
  async setDigestPreferences(
    @Arg('input', () => SetDigestPreferencesInput, INPUT) input: SetDigestPreferencesInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, off, weekdays = null } = input;
    return tell(context, 'setDigestPreferences', input, (councilId) => ({
      type: 'SetDigestPreferences',
      councilId,
      personId,
      off,
      weekdays,
    }));
  }

  @Mutation(() => DigestPayload, {
    description: 'Says that somebody works for the council no more: what came to them goes to whoever leads.',
  })
  async recordRecipientLeft(
    @Arg('input', () => OfRecipientInput, INPUT) input: OfRecipientInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId } = input;
    return tell(context, 'recordRecipientLeft', input, () => ({ type: 'RecordLeaving', personId }));
  }

  @Mutation(() => DigestPayload, { description: 'Says that somebody works for the council again.' })
  async recordRecipientReturned(
    @Arg('input', () => OfRecipientInput, INPUT) input: OfRecipientInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId } = input;
    return tell(context, 'recordRecipientReturned', input, () => ({ type: 'RecordReturn', personId }));
  }
}
