/** Giving and ending access. */
import type { Refusal } from '@improvement-ledger/domain';
import { grant, personSubject, refuse, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import { refusedPayload } from '../commands/carry-out.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { AccessPayload, EndAccessInput, GrantAccessInput } from './access.inputs.js';
import { changeCouncil } from './of-council.js';

/** Whom a mutation means: one person, or one service. */
export const principalIn = ({
  personId,
  serviceId,
}: {
  readonly personId?: string | null;
  readonly serviceId?: string | null;
}): { readonly principalId: string | null; readonly kind: 'person' | 'service' } | Refusal => {
  if (typeof personId === 'string' && typeof serviceId === 'string') {
    return refuse('invalid-input', 'serviceId', 'Name a person or a service, not both.');
  }
  return typeof personId === 'string'
    ? { principalId: personId, kind: 'person' }
    : { principalId: serviceId ?? null, kind: 'service' };
};

/** Access holds from the minute in which it is given, so that no clock has to wait for another. */
export const thisMinute = (): string => `${new Date().toISOString().slice(0, 16)}:00.000Z`;

@Resolver(() => AccessPayload)
export class AccessMutations {
  @Mutation(() => AccessPayload, {
    description: 'Gives a person or a service access to the council, in one role, for a time.',
  })
  async grantAccess(
    @Arg('input', () => GrantAccessInput, INPUT) input: GrantAccessInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const meant = principalIn(input);
    if ('code' in meant) return refusedPayload(meant);
    const { kind, principalId } = meant;
    return changeCouncil(context, 'grantAccess', input, ({ council }) => {
      const grantId = v7();
      const { role, scopes, from, until = null, serviceName } = input;
      const command = {
        type: 'GrantAccess',
        grantId,
        principalId: principalId ?? v7(),
        kind,
        name: kind === 'service' && typeof serviceName === 'string' ? seal(council, serviceName) : null,
        role,
        scopes,
        from: from ?? thisMinute(),
        until,
      } as const;
      const subject = kind === 'person' ? personSubject(command.principalId) : council;
      return { step: step(grant, grantId, command), subject };
    });
  }

  @Mutation(() => AccessPayload, {
    description:
      'Ends an access, from the next request on. A council keeps somebody who can sign in and administer it; only whoever runs the instance may end their access.',
  })
  async endAccess(
    @Arg('input', () => EndAccessInput, INPUT) input: EndAccessInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { grantId } = input;
    return changeCouncil(context, 'endAccess', input, () => ({
      step: step(grant, grantId, { type: 'EndAccess', grantId }),
    }));
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The id of what was given, ended, made or undone; null when it was refused.',
  })
  id(@Root() { changed }: MutationPayload): string | null {
    return changed?.id ?? null;
  }
}
