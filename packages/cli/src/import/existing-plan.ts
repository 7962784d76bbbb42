/** What the ledger already holds that an import can meet: the council's people, and the plan by its title. */
import type {
  Action,
  Aggregate,
  EventType,
  RagRating,
  Recorded,
  SealedText,
} from '@improvement-ledger/domain';
import {
  action,
  commitment,
  entriesAt,
  fold,
  LATEST,
  londonDay,
  person,
  plan,
  streamOf,
  textOf,
  workstream,
} from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { FEED_PAGE_MAX, openTexts, readFeed } from '@improvement-ledger/event-store';

export interface ExistingAction {
  readonly id: string;
  readonly reference: string;
  /** In the printed order of its commitment. */
  readonly place: number;
  readonly title: string;
  /** Its title as first recorded, which a document goes on printing after the ledger's was corrected. */
  readonly firstTitle: string;
  /** From when it is part of the plan. */
  readonly from: string;
  /** The action as it stood at an instant. */
  at(asOf: string): Action;
  /** What was recorded of it from one edition of a document, whether or not it was corrected since. */
  recordedFrom(hash: string, effective: string): ReadonlySet<EventType>;
}
export interface ExistingCommitment {
  readonly id: string;
  readonly place: number;
  /** Its titles, now and as first recorded: a document goes on printing one after the ledger's was corrected. */
  readonly titles: readonly string[];
  readonly actions: readonly ExistingAction[];
}
export interface ExistingWorkstream {
  readonly id: string;
  readonly place: number;
  readonly titles: readonly string[];
  readonly commitments: readonly ExistingCommitment[];
}
export interface ExistingPlan {
  readonly id: string;
  /** From when the plan has been drafted. */
  readonly from: string;
  readonly ratings: readonly RagRating[];
  /** The time, as recorded, from which these are its ratings, and its first instant. */
  readonly ratedSince: { readonly effectiveAt: string; readonly from: string };
  readonly workstreams: readonly ExistingWorkstream[];
  /** Every reference in use. */
  readonly references: readonly string[];
}
export interface Existing {
  /** Ids by name, also by one that was corrected, with white space evened out. */
  readonly people: ReadonlyMap<string, string>;
  readonly plan: ExistingPlan | null;
}

/** Text with its white space evened out: documents differ in line ends and double spaces, people do not mean it. */
export const evened = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();

export const readExisting = async (tx: Tx, tenant: string, planTitle: string): Promise<Existing> => {
  const events: Recorded[] = [];
  for (;;) {
    const page = await readFeed(tx, tenant, events.length, FEED_PAGE_MAX);
    events.push(...page);
    if (page.length < FEED_PAGE_MAX) break;
  }
  const streams = new Streams(await openTexts(tx, tenant, events));
  const people = streams.all(person).flatMap(({ events: told, state: { mergedInto } }) =>
    told.flatMap(({ data }) => {
      const words = 'name' in data ? evened(textOf(data.name)) : '';
      return words === '' ? [] : [[words, mergedInto ?? data.personId] as const];
    }),
  );
  return { people: new Map(people.toReversed()), plan: planCalled(streams, planTitle) };
};

/** The events of each stream, folded by whoever asks. */
class Streams {
  private readonly byName = new Map<string, Recorded[]>();

  constructor(events: readonly Recorded[]) {
    for (const event of events) {
      const known = this.byName.get(event.stream);
      if (known === undefined) this.byName.set(event.stream, [event]);
      else known.push(event);
    }
  }

  /** Every stream of the aggregate that has begun, in the order of the log. */
  all<State, Command, Type extends EventType, Related>(
    aggregate: Aggregate<State, Command, Type, Related>,
  ): { readonly events: readonly Recorded<Type>[]; readonly state: State }[] {
    const prefix = streamOf(aggregate.category, '');
    return [...this.byName]
      .filter(([name]) => name.startsWith(prefix))
      .map(([, events]) => {
        const own = events as unknown as readonly Recorded<Type>[];
        return { events: own, state: fold(aggregate, own) };
      });
  }
}

/** The titles that a record ever had, evened out. */
const titlesOf = (events: readonly { readonly data: object }[]): string[] =>
  events.flatMap(({ data }) => ('title' in data ? [evened(textOf(data.title as SealedText))] : []));

const planCalled = (streams: Streams, title: string): ExistingPlan | null => {
  const found = streams.all(plan).find(({ events }) => titlesOf(events).includes(evened(title)));
  const [first] = found?.events ?? [];
  if (found === undefined || first === undefined || found.state.drafted === null) return null;
  const { planId } = found.state.drafted;
  const workstreams = streams
    .all(workstream)
    .flatMap(({ state: { added }, events }) =>
      added === null ? [] : [{ ...added, titles: titlesOf(events) }],
    );
  const commitments = streams
    .all(commitment)
    .flatMap(({ state: { added }, events }) =>
      added === null ? [] : [{ ...added, titles: titlesOf(events) }],
    );
  const actions = streams.all(action).flatMap(({ state, events }) => existingAction(state, events));
  const within = workstreams.filter((each) => each.planId === planId);
  return {
    id: planId,
    from: first.effectiveFrom,
    ratings: found.state.vocabulary.ratings,
    ratedSince: ratedSince(found.events),
    workstreams: within.map((each) => ({
      id: each.workstreamId,
      place: each.place,
      titles: each.titles,
      commitments: commitments
        .filter(({ workstreamId }) => workstreamId === each.workstreamId)
        .map(({ commitmentId, place, titles }) => ({
          id: commitmentId,
          place,
          titles,
          actions: actions.filter((one) => one.commitmentId === commitmentId),
        })),
    })),
    references: [...within, ...commitments, ...actions]
      .filter((each) => each.planId === planId)
      .map(({ reference }) => reference),
  };
};

const ratedSince = (events: readonly Recorded<(typeof plan)['types'][number]>[]) => {
  const set = entriesAt(events, LATEST).findLast(({ event }) => event.type === 'RagVocabularySet')?.event;
  return { effectiveAt: set?.effectiveAt ?? '', from: set?.effectiveFrom ?? '' };
};

type ActionEvents = readonly Recorded<(typeof action)['types'][number]>[];

const existingAction = (
  { added }: Action,
  events: ActionEvents,
): (ExistingAction & { readonly planId: string; readonly commitmentId: string })[] => {
  const first = events.find(({ type }) => type === 'ActionAdded');
  if (added === null || first?.type !== 'ActionAdded') return [];
  return [
    {
      id: added.actionId,
      planId: added.planId,
      commitmentId: added.commitmentId,
      reference: added.reference,
      place: added.place,
      title: evened(textOf(added.title)),
      firstTitle: evened(textOf(first.data.title)),
      from: first.effectiveFrom,
      recordedFrom: (hash, effective) =>
        new Set(
          events
            // An edition of the day itself is recorded as of the moment.
            .filter(
              (event) => event.source.document?.hash === hash && londonDay(event.effectiveFrom) === effective,
            )
            .map(({ type }) => type),
        ),
      at: (asOf) => fold(action, events, { asOf, knownAt: Number.MAX_SAFE_INTEGER }),
    },
  ];
};
