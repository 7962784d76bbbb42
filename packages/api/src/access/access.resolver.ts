/** Who has access to a council. Which roles may ask stands in `rules.ts`. */
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { InstantScalar } from '../scalars.js';
import {
  AccessTokenConnection,
  GrantConnection,
  IssuerType,
  OperatorAccessType,
  SubjectLinkConnection,
} from './access.types.js';
import { grantsIn, issuersIn, linksIn, operatorAccessIn, tokensIn } from './read-access.js';

const itself = <Item>(item: Item): Item => item;
const byId = ({ id }: { readonly id: string }): string => id;

@Resolver(() => CouncilType)
export class AccessResolver {
  @FieldResolver(() => GrantConnection, {
    nullable: true,
    description:
      'Who has, or had, access: the latest first. What the operator has issued is in `operatorAccess`.',
  })
  async grants(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('at', () => InstantScalar, { nullable: true, description: 'Only those that gave access then.' })
    at: string | null = null,
  ): Promise<GrantConnection> {
    return pageOf(await grantsIn(view, at), page, byId, itself);
  }

  @FieldResolver(() => [OperatorAccessType], {
    nullable: true,
    description: 'The live tokens of whoever runs this instance that open this council.',
  })
  async operatorAccess(@Root() { view }: CouncilType): Promise<OperatorAccessType[]> {
    return operatorAccessIn(view);
  }

  @FieldResolver(() => AccessTokenConnection, {
    nullable: true,
    description: 'The tokens issued for scripts, the latest first; never their secrets.',
  })
  async accessTokens(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<AccessTokenConnection> {
    return pageOf(await tokensIn(view), page, byId, itself);
  }

  @FieldResolver(() => [IssuerType], {
    nullable: true,
    description: 'The sign-in providers that the council takes, or took, at their word, the latest first.',
  })
  async issuers(@Root() { view }: CouncilType): Promise<IssuerType[]> {
    return issuersIn(view);
  }

  @FieldResolver(() => SubjectLinkConnection, {
    nullable: true,
    description: 'For whom the subjects of the issuers stand, the latest first.',
  })
  async subjectLinks(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<SubjectLinkConnection> {
    return pageOf(await linksIn(view), page, byId, itself);
  }
}
