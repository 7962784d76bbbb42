/** The lists of the small registers, all made in one way: what was said of a record last counts. */
import type { DataOf, EventType, SealedText } from '@improvement-ledger/domain';
import { daysBetween, londonDay, monthsAfter, periodName, textOf } from '@improvement-ledger/domain';
import type { RegisterRecord } from '@improvement-ledger/projections';
import { recordsAt, registerEntries } from '@improvement-ledger/projections';
import { Arg, Args, ArgsType, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ActionType } from '../action/action.types.js';
import { presentActionsById } from '../action/present.js';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import type { Named, People } from '../person/people.js';
import type { View } from '../view.js';
import { once } from '../view.js';
import { FeedbackKindEnum } from './small.enums.js';
import { connections, FeedbackSummaryType } from './small.types.js';

@ArgsType()
class RegisterArguments extends PageArguments {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only those that are open, where they can be closed.',
  })
  readonly onlyOpen!: boolean;
}

type Data = Readonly<Record<string, unknown>>;
/** What a presentation may look at. */
interface Around {
  readonly view: View;
  readonly today: string;
  readonly record: RegisterRecord;
  /** What was said of the record, laid over each other: the last counts. */
  readonly now: Data;
  readonly isOpen: boolean;
  readonly person: (id: unknown) => Named | null;
  readonly said: <Type extends EventType>(
    type: Type,
  ) => { readonly data: DataOf<Type>; readonly by: string; readonly from: string } | undefined;
}

const isSealed = (value: unknown): value is SealedText =>
  typeof value === 'object' && value !== null && '$seal' in value;
const isPast = (day: unknown, { today, isOpen }: Around): boolean =>
  typeof day === 'string' && day < today && isOpen;

/** What a register's records tell besides what was said of them. */
const besides: Readonly<Record<keyof typeof connections, (around: Around) => object>> = {
  risks: (around) => {
    const { now, record } = around;
    const standings = record.said.flatMap(({ data }) =>
      'likelihood' in data ? [data.likelihood * data.impact] : [],
    );
    return {
      score: Number(now['likelihood']) * Number(now['impact']),
      scoreBefore: standings.at(-2) ?? null,
      isReviewOverdue: isPast(now['reviewDue'], around),
    };
  },
  concerns: (around) => {
    const { record, said, today } = around;
    const until = said('ConcernResolved')?.from;
    const begun = londonDay(record.said[0]?.from ?? '');
    return {
      isOverdue: isPast(around.now['remedyDue'], around),
      ageDays: daysBetween(begun, until === undefined ? today : londonDay(until)),
    };
  },
  complaintCounts: ({ now }) => ({ period: periodName(now['period'] as Parameters<typeof periodName>[0]) }),
  learningActions: (around) => ({ isOverdue: isPast(around.now['due'], around) }),
  legalTracker: () => ({}),
  equalityAssessments: ({ now, said, person }) => {
    const [implemented, signed] = [said('EqualityImplemented'), said('EqualitySigned')];
    return {
      number: now['version'],
      implementedAt: implemented?.from ?? null,
      ...reviewOf(implemented?.from ?? null, now['reviewMonths'] as number | null),
      signedBy: person(signed?.by ?? null),
      signedAt: signed?.from ?? null,
    };
  },
  evidenceIndex: ({ said, person }) => {
    const reviewed = said('EvidenceReviewed');
    return {
      isSufficient: reviewed?.data.isSufficient ?? null,
      reviewedBy: person(reviewed?.by ?? null),
      reviewedAt: reviewed?.from ?? null,
    };
  },
};

/** A review is due so long after an event that may not have happened yet. */
const reviewOf = (implementedAt: string | null, months: number | null) => {
  if (months === null)
    return { reviewDue: null, reviewUnknown: 'Nothing says how long after the implementation.' };
  if (implementedAt === null)
    return { reviewDue: null, reviewUnknown: 'The implementation is not recorded yet.' };
  const day = londonDay(implementedAt);
  const month = monthsAfter(day.slice(0, 7), months);
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const of = Math.min(Number(day.slice(8)), last);
  return { reviewDue: `${month}-${String(of).padStart(2, '0')}`, reviewUnknown: null };
};

const categoryOf: Readonly<Record<keyof typeof connections, string>> = {
  risks: 'risk',
  concerns: 'concern',
  complaintCounts: 'complaints',
  learningActions: 'learning',
  legalTracker: 'legal',
  equalityAssessments: 'equality',
  evidenceIndex: 'evidence',
};
const ends: ReadonlySet<string> = new Set(['RiskClosed', 'ConcernResolved', 'LearningClosed']);

const recordsIn = async (view: View, category: string): Promise<RegisterRecord[]> =>
  once(view, `register ${category}`, async () =>
    view.read([registerEntries], async (tx) => recordsAt(tx, view.tenant, view.at, { category })),
  );

const idsIn = ({ said }: RegisterRecord): string[] =>
  said.flatMap(({ data, by }) => ('ownerId' in data && data.ownerId !== null ? [by, data.ownerId] : [by]));

const nowOf = ({ said }: RegisterRecord): Data =>
  said.reduce<Data>((now, { data }) => ({ ...now, ...(data as Data) }), {});

const present = (
  list: keyof typeof connections,
  view: View,
  people: People,
  record: RegisterRecord,
): object => {
  const now = nowOf(record);
  const closed = record.said.find(({ type }) => ends.has(type));
  const around: Around = {
    view,
    record,
    now,
    today: londonDay(view.present),
    isOpen: closed === undefined,
    person: (id) => (typeof id === 'string' ? { id, people } : null),
    said: (type) => record.said.findLast((each) => each.type === type) as never,
  };
  const texts = Object.fromEntries(
    Object.entries(now).map(([name, value]) => [name, isSealed(value) ? textOf(value) : value]),
  );
  const node = {
    ...texts,
    id: record.id,
    since: record.said[0]?.from,
    changedAt: record.said.at(-1)?.from,
    version: record.version,
    isOpen: around.isOpen,
    closedAt: closed?.from ?? null,
    owner: around.person(now['ownerId']),
    ...besides[list](around),
  };
  // Asked for only where it is wanted.
  return Object.defineProperty(node, 'action', {
    get: async (): Promise<ActionType | null> => {
      const { linkedActionId = null } = now as { readonly linkedActionId?: string | null };
      return linkedActionId === null ? null : ((await presentActionsById(view, [linkedActionId]))[0] ?? null);
    },
  });
};

const descriptions: Readonly<Record<keyof typeof connections, string>> = {
  risks: 'Its risks, in the order in which they were raised.',
  concerns: 'Concerns and disputes, in the order in which they were raised.',
  complaintCounts: 'Counts of complaints and compliments, in the order in which they were recorded.',
  learningActions: 'What is to be done with what was learned.',
  legalTracker: 'Counts of legal work, in the order in which they were recorded.',
  equalityAssessments: 'Its equality impact assessments.',
  evidenceIndex: 'Documents that show actions and success measures.',
};

/** A resolver of all lists. */
const declareLists = () => {
  // oxlint-disable-next-line typescript/no-extraneous-class -- its fields are declared one by one.
  class SmallRegisters {}
  for (const list of Object.keys(connections) as (keyof typeof connections)[]) {
    const method = async ({ view }: CouncilType, args: RegisterArguments): Promise<object> => {
      const records = await recordsIn(view, categoryOf[list]);
      const people: People = { view, ids: records.flatMap(idsIn) };
      const open = records.filter(({ said }) => !args.onlyOpen || !said.some(({ type }) => ends.has(type)));
      return pageOf(
        open,
        args,
        ({ id }) => id,
        (record) => present(list, view, people, record),
      );
    };
    const { prototype } = SmallRegisters;
    Object.defineProperty(prototype, list, { value: method });
    FieldResolver(() => connections[list], { nullable: true, description: descriptions[list] })(
      prototype,
      list,
      {},
    );
    Root()(prototype, list, 0);
    Args(() => RegisterArguments)(prototype, list, 1);
  }
  Resolver(() => CouncilType)(SmallRegisters);
  return SmallRegisters;
};
export const SmallRegistersResolver = declareLists();

const totalOf = (sums: readonly { readonly count: number }[]): number =>
  sums.reduce((sum, { count }) => sum + count, 0);

@Resolver(() => CouncilType)
export class FeedbackSummaryResolver {
  @FieldResolver(() => FeedbackSummaryType, {
    nullable: true,
    description: 'Complaints or compliments, added up by what they were counted by.',
  })
  async feedback(
    @Root() { view }: CouncilType,
    @Arg('kind', () => FeedbackKindEnum, { defaultValue: 'complaint', description: 'Which of them.' })
    kind: string,
  ): Promise<object> {
    const counts = (await recordsIn(view, 'complaints')).map(nowOf).filter((now) => now['kind'] === kind);
    const by = (field: string) => {
      const sums = new Map<string, number>();
      for (const now of counts) {
        const value = isSealed(now[field]) ? textOf(now[field]) : (now[field] as string | null);
        if (value !== null) sums.set(value, (sums.get(value) ?? 0) + Number(now['count']));
      }
      return [...sums].map(([name, count]) => ({ name, count }));
    };
    const [byStage, byTheme, byOutcome, bySource] = [by('stage'), by('theme'), by('outcome'), by('source')];
    const plain = totalOf(
      counts
        .filter((now) => ['stage', 'theme', 'outcome', 'source'].every((field) => now[field] === null))
        .map((now) => ({ count: Number(now['count']) })),
    );
    const total = Math.max(plain, ...[byStage, byTheme, byOutcome, bySource].map(totalOf));
    return { total, byStage, byTheme, byOutcome, bySource };
  }
}
