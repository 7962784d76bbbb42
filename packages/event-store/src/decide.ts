/** From an order to facts: reads what the decisions need, at one moment of the log, and lets the aggregates decide. */
import type { Circumstances, Decided, Recorded, Refusal, Setting } from '@improvement-ledger/domain';
import {
  catalogue,
  effectiveAtMeant,
  effectiveFrom,
  fold,
  isCorrection,
  refuse,
  streamOf,
} from '@improvement-ledger/domain';
import type { Placed } from './body.js';
import type { AnyAggregate, Order, Step } from './order.js';
import { readHead, readStreams } from './read.js';
import type { Tx } from './tenancy.js';

export const conflictRefusal = (
  current: number,
  actor: { readonly id: string; readonly role: string } | null,
  recordedAt: string | null,
): Refusal =>
  refuse(
    'position-taken',
    'expectedVersion',
    actor === null
      ? `The record is at version ${current}.`
      : `The record is at version ${current}, written by ${actor.role} ${actor.id} at ${recordedAt ?? 'an unknown time'}. Read it again, then decide.`,
  );

/** A stream at a version. */
interface Version {
  readonly stream: string;
  readonly version: number;
}

interface AllDecided {
  readonly placed: Placed[];
  readonly circumstances: Circumstances;
  /** The streams written to and those looked at, each once, with the versions that were read. */
  readonly expected: readonly Version[];
  readonly refusal?: undefined;
}

/** Decides each step of an order on one moment of the log, and gives every fact its place. */
export const decideAll = async (
  tx: Tx,
  order: Order,
): Promise<AllDecided | { readonly refusal: Refusal }> => {
  const earlier = await earlierCommand(tx, order);
  // What was carried out before is answered by the append function; deciding again could only mislead.
  const now = order.recordedAt ?? earlier.now;
  const circumstances = { ...order.circumstances, effectiveAt: effectiveAtOf(order, now) };
  const humanOf = (id: string): string => earlier.merged[id] ?? id;
  const placed: Placed[] = [];
  const expected: Version[] = [];
  if (earlier.found) return { placed, circumstances, expected };

  const from = effectiveFrom(circumstances.effectiveAt);
  if (from === null)
    return { refusal: refuse('invalid-input', 'effectiveAt', 'It is not a year, month, date or instant.') };
  if (from > now) return { refusal: refuse('effective-in-future', 'effectiveAt') };

  for (const [index, each] of order.steps.entries()) {
    const stream = streamOf(each.aggregate.category, each.id);
    const recorded = await readStreams(tx, order.tenant, [stream]);
    const version = recorded.length;
    if (index === 0 && order.expectedVersion !== undefined && order.expectedVersion !== version) {
      const last = recorded.at(-1);
      return { refusal: conflictRefusal(version, last?.actor ?? null, last?.recordedAt ?? null) };
    }
    const decided = await decideOne(tx, order.tenant, each, { circumstances, now, recorded, humanOf });
    if (decided.refusal !== undefined) return { refusal: decided.refusal };
    // What the decision looked at must not have moved either: a rating may be taken away as it is given.
    expected.push({ stream, version }, ...decided.lookedAt);
    const before = version + 1 + placed.filter((p) => p.stream === stream).length;
    placed.push(...decided.facts.map((fact, place) => ({ fact, stream, version: before + place })));
  }
  return { placed, circumstances, expected: onceEach(expected) };
};

const onceEach = (versions: readonly Version[]): Version[] => [
  ...new Map(versions.map((each) => [each.stream, each])).values(),
];

/** A correction says from when the fact holds just as the fact itself did: a date stays a date. */
const effectiveAtOf = ({ steps, circumstances: { effectiveAt } }: Order, now: string): string =>
  steps.some(({ command }) => isCorrection(command))
    ? (effectiveAt ?? now)
    : effectiveAtMeant(effectiveAt, now);

const decideOne = async (
  tx: Tx,
  tenant: string,
  { aggregate, command }: Step,
  setting: Setting,
): Promise<
  | {
      readonly facts: readonly Decided[];
      readonly lookedAt: readonly Version[];
      readonly refusal?: undefined;
    }
  | { readonly refusal: Refusal; readonly facts?: undefined }
> => {
  const state: unknown = fold(aggregate, setting.recorded);
  const { related, lookedAt } = await readRelated(tx, tenant, aggregate, command, state);
  const decision = aggregate.decide(command, state, setting, related);
  if (decision.refusal !== undefined) return { refusal: decision.refusal };
  const facts: Decided[] = [];
  for (const fact of decision.facts as readonly Decided[]) {
    const checked = check(fact);
    if ('refusal' in checked) return checked;
    facts.push(checked.fact);
  }
  // A council begins its ledger once, whatever id it is given the second time.
  const begins = facts.some(({ type, corrects }) => type === 'CouncilRegistered' && corrects === undefined);
  if (begins && (await readHead(tx, tenant)) > 0) return { refusal: refuse('council-exists', 'key') };
  return { facts, lookedAt };
};

/** A fact is recorded only in the shape that the catalogue gives its type. */
const check = (fact: Decided): { readonly fact: Decided } | { readonly refusal: Refusal } => {
  const parsed = catalogue[fact.type].safeParse(fact.data);
  if (parsed.success) return { fact: { ...fact, data: parsed.data } as Decided };
  const [issue] = parsed.error.issues;
  const field = issue?.path.filter((part) => part !== '$seal' && part !== 'value').join('.') ?? '';
  return {
    refusal: refuse(
      'invalid-input',
      field === '' ? null : field,
      `${field}: ${issue?.message ?? 'is not valid'}.`,
    ),
  };
};

interface Earlier {
  /** Whether the command was carried out before. */
  readonly found: boolean;
  readonly now: string;
  /** For each id that was merged into another, the one that stands for the human now. */
  readonly merged: Readonly<Record<string, string>>;
}

const earlierCommand = async (tx: Tx, order: Order): Promise<Earlier> => {
  const [row] = await tx<Earlier[]>`
    select exists (
        select from ledger.commands where tenant = ${order.tenant}
          and principal = ${order.circumstances.actor.id} and idempotency_key = ${order.idempotency.key}
      ) as found,
      (
        select coalesce(jsonb_object_agg(person, access.human_of(tenant, person)), '{}')
          from access.merges where tenant = ${order.tenant}
      ) as merged,
      date_trunc('milliseconds', clock_timestamp()) as now`;
  if (row === undefined) throw new Error('The database did not tell the time.');
  return row;
};

/** The states of the aggregates that a decision looks at, and the versions of their streams. */
const readRelated = async (
  tx: Tx,
  tenant: string,
  aggregate: AnyAggregate,
  command: unknown,
  state: unknown,
): Promise<{ readonly related: Record<string, unknown>; readonly lookedAt: readonly Version[] }> => {
  const named = Object.entries(aggregate.related?.(command, state) ?? {}) as [
    string,
    { readonly aggregate: AnyAggregate; readonly id: string | undefined },
  ][];
  const streams = named.flatMap(([, { aggregate: other, id }]) =>
    id === undefined ? [] : [streamOf(other.category, id)],
  );
  const events = streams.length === 0 ? [] : await readStreams(tx, tenant, streams);
  const eventsOf = (stream: string): Recorded[] => events.filter((event) => event.stream === stream);
  return {
    related: Object.fromEntries(
      named.map(([name, { aggregate: other, id }]) => [
        name,
        fold(other, id === undefined ? [] : eventsOf(streamOf(other.category, id))),
      ]),
    ),
    lookedAt: streams.map((stream) => ({ stream, version: eventsOf(stream).length })),
  };
};
