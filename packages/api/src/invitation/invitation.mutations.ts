/** Inviting people, taking invitations back, and accepting them. */
import { invitation, personSubject, refuse, usualExpiry } from '@improvement-ledger/domain';
import { keepCode, makeCode, step } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import { AccessPayload } from '../access/access.inputs.js';
import { changeCouncil } from '../access/of-council.js';
import { councilsOf } from '../caller.js';
import { refusedPayload } from '../commands/carry-out.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { apiError } from '../errors.js';
import { mayNotSend } from '../permission.js';
import { acceptFor } from './accept.js';
import {
  AcceptancePayload,
  AcceptInvitationInput,
  InvitationPayload,
  InvitePersonInput,
  RevokeInvitationInput,
} from './invitation.inputs.js';
import { newPerson } from '../person/new-person.js';

@Resolver(() => InvitationPayload)
export class InvitationMutations {
  @Mutation(() => InvitationPayload, {
    description:
      'Invites a person to have access, in one role, for a time. The code is in this answer and never again: hand it to them, and they accept it once they have signed in.',
  })
  async invitePerson(
    @Arg('input', () => InvitePersonInput, INPUT) input: InvitePersonInput,
    @Ctx() context: ApiContext,
  ): Promise<InvitationPayload> {
    const { council: tenant, personId, name, role, scopes, from = null, until = null, expiresAt } = input;
    if ((typeof personId === 'string') === (typeof name === 'string')) {
      return refusedPayload(refuse('invalid-input', 'personId', 'Name a person by their id, or by a name.'));
    }
    const invitationId = v7();
    const invited = personId ?? v7();
    const subject = personSubject(invited);
    const payload = await changeCouncil(context, 'invitePerson', input, () => ({
      before: typeof name === 'string' ? [newPerson(invited, name)] : [],
      step: step(invitation, invitationId, {
        type: 'InvitePerson',
        invitationId,
        personId: invited,
        role,
        scopes,
        from,
        until,
        expiresAt: expiresAt ?? usualExpiry(until, new Date().toISOString()),
      }),
      subject,
    }));
    // A repeated command made its invitation the first time.
    if (payload.changed?.id !== invitationId) return payload;
    const { code, hash } = makeCode(invitationId);
    await keepCode(context.sql, councilsOf(context.caller), { tenant, invitationId, hash });
    const { event, position, changed, userErrors } = payload;
    return { event, position, changed, userErrors, code };
  }

  @Mutation(() => AccessPayload, { description: 'Takes an invitation back before it is accepted.' })
  async revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, INPUT) input: RevokeInvitationInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { invitationId } = input;
    return changeCouncil(context, 'revokeInvitation', input, () => ({
      step: step(invitation, invitationId, { type: 'RevokeInvitation', invitationId }),
    }));
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The id of the invitation; null when it was refused.',
  })
  id(@Root() { changed }: InvitationPayload): string | null {
    return changed?.id ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The code, this once: hand it to whom you invite. null when it was refused, and when the same request is repeated.',
  })
  code(@Root() { code }: InvitationPayload): string | null {
    return code ?? null;
  }
}

@Resolver(() => AcceptancePayload)
export class AcceptanceMutations {
  @Mutation(() => AcceptancePayload, {
    description:
      'Accepts an invitation, for whoever signs in with a provider that the council trusts: from the next request on they have the access. A code is good once; of one that is not open nothing is told.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, INPUT) input: AcceptInvitationInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { caller, tries } = context;
    if (caller.subject === null) throw mayNotSend(caller, null, 'acceptInvitation');
    const waitS = tries.waitS(input.code);
    if (waitS !== null) {
      throw apiError(
        'TOO_MANY_ATTEMPTS',
        `Too many codes from your address were wrong. Try again in ${waitS} seconds.`,
      );
    }
    const payload = await acceptFor(context, caller.subject, input);
    if (payload.userErrors.some(({ code }) => code === 'invitation-not-found')) tries.refused(input.code);
    return payload;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The key of the council that is open to you now; null when it was refused.',
  })
  council(@Root() { changed }: MutationPayload): string | null {
    return changed?.tenant ?? null;
  }
}
