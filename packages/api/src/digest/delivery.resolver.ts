/** How a council's digests fared: sent and to whom, suppressed and why, uncertain and so for somebody to look at. */
import type { DigestKind, DigestListName } from '@improvement-ledger/domain';
import type { DeliveriesAsked, DigestDelivery, EffectState } from '@improvement-ledger/event-store';
import { digestDeliveries } from '@improvement-ledger/event-store';
import { Arg, Args, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { badCursor, checkFirst, connectionOf, PageArguments } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { checkUuid, globalId } from '../ids.js';
import type { People } from '../person/people.js';
import type { DigestDeliveryType } from './delivery.types.js';
import { DeliveryStateEnum, DigestDeliveryConnection } from './delivery.types.js';
import { DigestKindEnum } from './digest.enums.js';

const SEPARATOR = ' ';
const cursorOf = ({ plannedAt, key }: DigestDelivery): string => `${plannedAt}${SEPARATOR}${key}`;

const placeOf = (cursor: string | null | undefined): DeliveriesAsked['after'] => {
  if (cursor === null || cursor === undefined) return null;
  const [at, key, ...more] = cursor.split(SEPARATOR);
  const place = z.object({ at: z.iso.datetime(), key: z.string().min(1).max(255) }).safeParse({ at, key });
  if (!place.success || more.length > 0) throw badCursor(cursor);
  return place.data;
};

const present = (
  { kind, personId, told, ...delivery }: DigestDelivery,
  tenant: string,
  people: People,
): DigestDeliveryType => ({
  ...delivery,
  kind: kind as DigestKind,
  recipient: { id: personId, people },
  refusal: told?.refusal ?? null,
  position: told?.position ?? null,
  total: told?.total ?? null,
  lists: (told?.lists ?? []).map(({ name, total, items }) => ({
    name: name as DigestListName,
    total,
    items: items.map((item) => ({ ...item, actionId: globalId('Action', tenant, item.actionId) })),
  })),
});

@Resolver(() => CouncilType)
export class DigestDeliveryResolver {
  @FieldResolver(() => DigestDeliveryConnection, {
    nullable: true,
    description:
      'How its digests fared, those planned last first. It is the same at every point in time: mail cannot be taken back.',
  })
  async digestDeliveries(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg('state', () => DeliveryStateEnum, { nullable: true, description: 'Only those that stand so.' })
    state: EffectState | null = null,
    @Arg('kind', () => DigestKindEnum, { nullable: true, description: 'Only digests of this kind.' })
    kind: DigestKind | null = null,
    @Arg('personId', () => ID, { nullable: true, description: 'Only those for this person.' })
    personId: string | null = null,
  ): Promise<DigestDeliveryConnection> {
    checkFirst(first);
    const asked = {
      after: placeOf(after),
      first: first + 1,
      state,
      kind,
      personId: checkUuid(personId, 'personId') ?? null,
    };
    const found = await view.read([], async (tx) => digestDeliveries(tx, view.tenant, asked));
    const people: People = { view, ids: found.rows.map((row) => row.personId) };
    return connectionOf(found, first, cursorOf, (row) => present(row, view.tenant, people));
  }
}
