/** How people and services show who they are: trusted issuers, links from their subjects, and tokens for scripts. */
import { createHash, randomBytes } from 'node:crypto';
import { issuer, link, personSubject, refuse, seal, token } from '@improvement-ledger/domain';
import { keepSecret, linkOfSubject, step } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import { refusedPayload } from '../commands/carry-out.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { councilsOf } from '../caller.js';
import {
  AccessPayload,
  DistrustIssuerInput,
  IssueTokenInput,
  LinkSubjectInput,
  RevokeTokenInput,
  TokenPayload,
  TrustIssuerInput,
  UnlinkSubjectInput,
} from './access.inputs.js';
import { principalIn } from './access.mutations.js';
import { changeCouncil } from './of-council.js';
import { tokenPrefix } from './token-prefix.js';

const TOKEN_MS_DEFAULT = 90 * 86_400_000;

@Resolver(() => TokenPayload)
export class SignInMutations {
  @Mutation(() => AccessPayload, { description: 'Takes a sign-in provider at its word.' })
  async trustIssuer(
    @Arg('input', () => TrustIssuerInput, INPUT) input: TrustIssuerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return changeCouncil(context, 'trustIssuer', input, () => {
      const issuerId = v7();
      const { issuer: name, audience, kind } = input;
      const command = { type: 'TrustIssuer', issuerId, issuer: name, audience, kind } as const;
      return { step: step(issuer, issuerId, command) };
    });
  }

  @Mutation(() => AccessPayload, {
    description: 'Takes a sign-in provider at its word no longer; whom it names is nobody from then on.',
  })
  async distrustIssuer(
    @Arg('input', () => DistrustIssuerInput, INPUT) input: DistrustIssuerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { issuerId } = input;
    return changeCouncil(context, 'distrustIssuer', input, () => ({
      step: step(issuer, issuerId, { type: 'DistrustIssuer', issuerId }),
    }));
  }

  @Mutation(() => AccessPayload, { description: 'Says for whom a subject of a trusted issuer stands.' })
  async linkSubject(
    @Arg('input', () => LinkSubjectInput, INPUT) input: LinkSubjectInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const meant = principalIn(input);
    if ('code' in meant) return refusedPayload(meant);
    const { kind, principalId } = meant;
    if (principalId === null) {
      return refusedPayload(refuse('invalid-input', 'personId', 'Name a person or a service.'));
    }
    const { council: tenant, issuerId, subject } = input;
    return changeCouncil(context, 'linkSubject', input, async ({ council }) => {
      const linkId = v7();
      const found = await context.read(async (tx) => linkOfSubject(tx, tenant, issuerId, subject));
      const about = kind === 'person' ? personSubject(principalId) : council;
      const command = {
        type: 'LinkSubject',
        linkId,
        principalId,
        kind,
        issuerId,
        subject: seal(about, subject),
        found: found ?? undefined,
      } as const;
      return { step: step(link, linkId, command), subject: about };
    });
  }

  @Mutation(() => AccessPayload, { description: 'Undoes a link: the subject stands for nobody.' })
  async unlinkSubject(
    @Arg('input', () => UnlinkSubjectInput, INPUT) input: UnlinkSubjectInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { linkId } = input;
    return changeCouncil(context, 'unlinkSubject', input, () => ({
      step: step(link, linkId, { type: 'UnlinkSubject', linkId }),
    }));
  }

  @Mutation(() => TokenPayload, {
    description: 'Issues a token for scripts under a grant. Its secret is in this answer and never again.',
  })
  async issueToken(
    @Arg('input', () => IssueTokenInput, INPUT) input: IssueTokenInput,
    @Ctx() context: ApiContext,
  ): Promise<TokenPayload> {
    const tokenId = v7();
    const { council: tenant, grantId, name, scopes, expiresAt } = input;
    const payload = await changeCouncil(context, 'issueToken', input, ({ council }) => ({
      step: step(token, tokenId, {
        type: 'IssueToken',
        tokenId,
        grantId,
        name: seal(council, name),
        scopes,
        expiresAt: expiresAt ?? new Date(Date.now() + TOKEN_MS_DEFAULT).toISOString(),
      }),
    }));
    // A repeated command issued its token the first time.
    if (payload.changed?.id !== tokenId) return payload;
    const secret = `${tokenPrefix(tokenId)}_${randomBytes(32).toString('base64url')}`;
    const hash = createHash('sha256').update(secret).digest();
    await keepSecret(context.sql, councilsOf(context.caller), { tenant, tokenId, hash });
    const { event, position, changed, userErrors } = payload;
    return { event, position, changed, userErrors, secret };
  }

  @Mutation(() => AccessPayload, { description: 'Revokes a token, from the next request on.' })
  async revokeToken(
    @Arg('input', () => RevokeTokenInput, INPUT) input: RevokeTokenInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { tokenId } = input;
    return changeCouncil(context, 'revokeToken', input, () => ({
      step: step(token, tokenId, { type: 'RevokeToken', tokenId }),
    }));
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The id of the token; null when it was refused.' })
  id(@Root() { changed }: TokenPayload): string | null {
    return changed?.id ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The token itself, this once: keep it. null when it was refused, and when the same request is repeated.',
  })
  secret(@Root() { secret }: TokenPayload): string | null {
    return secret ?? null;
  }
}
