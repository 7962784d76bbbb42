/** Which checks and parts of inductions are done, missing or late. Which roles may ask stands in `workforce-rules.ts`. */
import { londonDay, textOf } from '@improvement-ledger/domain';
import type { JoiningStatus, JoiningStepKind, JoiningStepRow } from '@improvement-ledger/projections';
import { joiningCountsAt, joiningRegister, joiningStepsAt } from '@improvement-ledger/projections';
import { Args, ArgsType, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { badCursor, checkFirst, connectionOf, PageArguments } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { checkUuid } from '../ids.js';
import { officesIn } from '../office/office.resolver.js';
import type { People } from '../person/people.js';
import { DateScalar } from '../scalars.js';
import type { View } from '../view.js';
import { JoiningCountType, JoiningStepConnection } from './joining.types.js';
import { JoiningStatusEnum, JoiningStepKindEnum } from './workforce.enums.js';

const BEGUN_FROM = 'Only of engagements that began on this day or later.';

@ArgsType()
class JoiningArguments extends PageArguments {
  @Field(() => [JoiningStatusEnum], {
    defaultValue: [],
    description: 'Only those that stand so; all, unless given.',
  })
  readonly statuses!: JoiningStatus[];

  @Field(() => [JoiningStepKindEnum], { defaultValue: [], description: 'Only these; all, unless given.' })
  readonly kinds!: JoiningStepKind[];

  @Field(() => ID, { nullable: true, description: 'Only of engagements that began in this team.' })
  readonly teamId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: BEGUN_FROM })
  readonly begunFrom?: string | null;
}

@ArgsType()
class OfEngagements {
  @Field(() => ID, { nullable: true, description: 'Only of engagements that began in this team.' })
  readonly teamId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: BEGUN_FROM })
  readonly begunFrom?: string | null;
}

const placeOf = (cursor: string | null | undefined): string | null => {
  if (cursor === null || cursor === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}-\d{15}-[a-z-]+$/.test(cursor)) throw badCursor(cursor);
  return cursor;
};

/** The day on which one looks: today, or that of the point asked about. */
const dayOf = ({ present }: View): string => londonDay(present);

@Resolver(() => CouncilType)
export class JoiningResolver {
  @FieldResolver(() => JoiningStepConnection, {
    nullable: true,
    description: 'Checks and parts of inductions by the day on which they are due.',
  })
  async joiningSteps(
    @Root() { view }: CouncilType,
    @Args(() => JoiningArguments)
    { first, after, statuses, kinds, teamId, begunFrom = null }: JoiningArguments,
  ): Promise<JoiningStepConnection> {
    checkFirst(first);
    const page = { after: placeOf(after), first: first + 1, teamId: checkUuid(teamId, 'teamId') };
    const asked = { ...page, statuses, kinds, begunFrom, on: dayOf(view) };
    const found = await view.read([joiningRegister], async (tx) =>
      joiningStepsAt(tx, view.tenant, view.at, asked),
    );
    const offices = await officesIn(view);
    const ids = found.rows.flatMap(({ personId, approvedBy }) => [
      personId,
      ...(approvedBy === null ? [] : [approvedBy]),
    ]);
    const people: People = { view, ids };
    return connectionOf(
      found,
      first,
      ({ place }) => place,
      ({ personId, teamId: team, approvedBy, discrepancy, ...row }: JoiningStepRow) => ({
        ...row,
        person: { id: personId, people },
        team: offices.get(team) ?? null,
        approvedBy: approvedBy === null ? null : { id: approvedBy, people },
        discrepancy: textOf(discrepancy),
      }),
    );
  }

  @FieldResolver(() => [JoiningCountType], {
    nullable: true,
    description: 'How many checks and parts of inductions stand how, by what they are.',
  })
  async joiningCounts(
    @Root() { view }: CouncilType,
    @Args(() => OfEngagements) { teamId, begunFrom = null }: OfEngagements,
  ): Promise<JoiningCountType[]> {
    const asked = {
      statuses: [],
      kinds: [],
      teamId: checkUuid(teamId, 'teamId'),
      begunFrom,
      on: dayOf(view),
    };
    return view.read([joiningRegister], async (tx) => joiningCountsAt(tx, view.tenant, view.at, asked));
  }
}
