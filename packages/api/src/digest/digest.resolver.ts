/** A council's digests: what it ruled, who gets them how, and what anybody would get on any day. */
import type { DigestKind } from '@improvement-ledger/domain';
import { digestKinds, digestRecipients, londonDay, periodsOn, textOf } from '@improvement-ledger/domain';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { PageArguments, pageOf } from '../connection.js';
import type { ApiContext } from '../context.js';
import { CouncilType } from '../council/council.types.js';
import { checkUuid } from '../ids.js';
import { forbidden, hasRole } from '../permission.js';
import type { People } from '../person/people.js';
import { accessReaders } from '../readers.js';
import { DateScalar } from '../scalars.js';
import type { View } from '../view.js';
import { DigestKindEnum } from './digest.enums.js';
import { DigestPreviewConnection, DigestPreviewType } from './content.types.js';
import { DigestRecipientConnection, DigestScheduleType, OwnerMappingType } from './digest.types.js';
import { factsOn, presentPreview, presentSchedule, settingsIn } from './present.js';

@ArgsType()
class DayArguments extends PageArguments {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day, past or to come; today, unless given. What was known by then counts, and of days to come what is known now.',
  })
  readonly on?: string | null;
}

@ArgsType()
class RunArguments extends DayArguments {
  @Field(() => DigestKindEnum, { nullable: true, description: 'Only digests of this kind.' })
  readonly kind?: DigestKind | null;
}

const dayOf = (view: View, on: string | null | undefined): string => on ?? londonDay(view.present);

@Resolver(() => CouncilType)
export class DigestResolver {
  @FieldResolver(() => [DigestScheduleType], { nullable: true, description: 'When it sends which digests.' })
  async digestSchedules(@Root() { view }: CouncilType): Promise<DigestScheduleType[]> {
    const { rules } = await settingsIn(view);
    return digestKinds.flatMap((kind) => {
      const schedule = rules.schedules.get(kind);
      return schedule === undefined ? [] : [presentSchedule(schedule)];
    });
  }

  @FieldResolver(() => [DateScalar], {
    nullable: true,
    description: 'The days on which it is closed besides weekends and bank holidays.',
  })
  async closureDays(@Root() { view }: CouncilType): Promise<readonly string[]> {
    return (await settingsIn(view)).rules.closures;
  }

  @FieldResolver(() => [OwnerMappingType], {
    nullable: true,
    description:
      'To whom names lead that its plans name as owners. A name that stands here does not need to be the one of a role, team or body.',
  })
  async ownerMappings(@Root() { view }: CouncilType): Promise<OwnerMappingType[]> {
    const mappings = [...(await settingsIn(view)).rules.mappings.values()];
    const people: People = { view, ids: mappings.flatMap(({ personId }) => personId ?? []) };
    return mappings.map(({ mappingId, kind, name, personId, officeId }) => ({
      id: mappingId,
      kind,
      name: textOf(name),
      person: personId === null ? null : { id: personId, people },
      officeId,
    }));
  }

  @FieldResolver(() => DigestRecipientConnection, {
    nullable: true,
    description: 'The people of whom it was said how they get digests.',
  })
  async digestRecipients(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<DigestRecipientConnection> {
    const { recipients, versions } = await settingsIn(view);
    const people: People = { view, ids: [...recipients.keys()] };
    return pageOf(
      [...recipients],
      page,
      ([personId]) => personId,
      ([personId, { address, ...told }]) => ({
        ...told,
        person: { id: personId, people },
        address: textOf(address),
        version: versions.get(personId) ?? 0,
      }),
    );
  }

  @FieldResolver(() => DigestPreviewType, {
    nullable: true,
    description:
      "What somebody would be sent on a day, or was, and why nothing is sent if so: one's own, or anybody's for whoever keeps or audits the council's access.",
  })
  async digestPreview(
    @Root() { view }: CouncilType,
    @Ctx() { caller }: ApiContext,
    @Arg('kind', () => DigestKindEnum, { defaultValue: 'daily', description: 'The kind.' })
    kind: DigestKind,
    @Arg('personId', () => ID, { nullable: true, description: 'The recipient; the caller, unless given.' })
    personId?: string | null,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day, past or to come; today, unless given.',
    })
    on?: string | null,
  ): Promise<DigestPreviewType> {
    const own = (caller.memberships.get(view.tenant) ?? []).map(({ principal }) => principal);
    const wanted = checkUuid(personId, 'personId') ?? own[0] ?? '';
    if (!own.includes(wanted) && !hasRole(caller, view.tenant, accessReaders)) {
      throw forbidden(caller, view.tenant, "read somebody else's digest");
    }
    const facts = await factsOn(view, dayOf(view, on), kind);
    return presentPreview(view, facts, kind, wanted, { view, ids: [wanted] });
  }

  @FieldResolver(() => DigestPreviewConnection, {
    nullable: true,
    description:
      'Everybody whom the digests of a day concern: what each would be sent, or was, and why nothing is sent if so.',
  })
  async digestRun(
    @Root() { view }: CouncilType,
    @Args(() => RunArguments) { on, kind, ...page }: RunArguments,
  ): Promise<DigestPreviewConnection> {
    const day = dayOf(view, on);
    const facts = await factsOn(view, day, kind ?? null);
    const schedules = facts.schedules.filter(
      (each) => kind === null || kind === undefined || each.kind === kind,
    );
    const concerned = schedules.flatMap((schedule) =>
      periodsOn(schedule, facts, day).flatMap((period) =>
        digestRecipients(facts, period).map((personId) => ({
          kind: schedule.kind,
          personId,
          key: period.key,
        })),
      ),
    );
    const people: People = { view, ids: concerned.map(({ personId }) => personId) };
    return pageOf(
      concerned,
      page,
      ({ kind: of, key, personId }) => `${of}/${key}/${personId}`,
      (each) => presentPreview(view, facts, each.kind, each.personId, people),
    );
  }
}
