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
import { foreseen } from './foreseen.js';
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
  /** What the steps so far have decided. */
  const ahead: Recorded[] = [];
  if (earlier.found) return { placed, circumstances, expected };

  const from = effectiveFrom(circumstances.effectiveAt);
  if (from === null)
    return { refusal: refuse('invalid-input', 'effectiveAt', 'It is not a year, month, date or instant.') };
  if (from > now) return { refusal: refuse('effective-in-future', 'effectiveAt') };

  const moment = { tenant: order.tenant, circumstances, now, effectiveFrom: from };
  for (const [index, each] of order.steps.entries()) {
    const stream = streamOf(each.aggregate.category, each.id);
    const stored = await readStreams(tx, order.tenant, [stream]);
    const moved = index === 0 ? movedOn(order, stored) : null;
    if (moved !== null) return { refusal: moved };
    const recorded = [...stored, ...ofStream(stream, ahead)];
    const setting = { circumstances, now, recorded, humanOf };
    const decided = await decideOne(tx, order.tenant, each, setting, ahead);
    if (decided.refusal !== undefined) return { refusal: decided.refusal };
    // What the decision looked at must not have moved either: a rating may be taken away as it is given.
    expected.push({ stream, version: stored.length }, ...decided.lookedAt);
    const facts = placedIn(stream, recorded.length, decided.facts);
    placed.push(...facts);
    ahead.push(...foreseen(facts, recorded, moment));
  }
  return { placed, circumstances, expected: onceEach(expected) };
};

/** Why the caller, who saw another version of the record, has to look again; `null` where they need not. */
const movedOn = ({ expectedVersion }: Order, stored: readonly Recorded[]): Refusal | null => {
  if (expectedVersion === undefined || expectedVersion === stored.length) return null;
  const last = stored.at(-1);
  return conflictRefusal(stored.length, last?.actor ?? null, last?.recordedAt ?? null);
};

const ofStream = (stream: string, events: readonly Recorded[]): Recorded[] =>
  events.filter((event) => event.stream === stream);

/** Facts behind what their stream holds. */
const placedIn = (stream: string, length: number, facts: readonly Decided[]): Placed[] =>
  facts.map((fact, place) => ({ fact, stream, version: length + 1 + place }));

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
  ahead: readonly Recorded[],
): Promise<
  | {
      readonly facts: readonly Decided[];
      readonly lookedAt: readonly Version[];
      readonly refusal?: undefined;
    }
  | { readonly refusal: Refusal; readonly facts?: undefined }
> => {
  const state: unknown = fold(aggregate, setting.recorded);
  const { related, lookedAt } = await readRelated(tx, tenant, { aggregate, command, state }, ahead);
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
  {
    aggregate,
    command,
    state,
  }: { readonly aggregate: AnyAggregate; readonly command: unknown; readonly state: unknown },
  ahead: readonly Recorded[],
): Promise<{ readonly related: Record<string, unknown>; readonly lookedAt: readonly Version[] }> => {
  const named = Object.entries(aggregate.related?.(command, state) ?? {}) as [
    string,
    { readonly aggregate: AnyAggregate; readonly id: string | undefined },
  ][];
  const streams = named.flatMap(([, { aggregate: other, id }]) =>
    id === undefined ? [] : [streamOf(other.category, id)],
  );
  const stored = streams.length === 0 ? [] : await readStreams(tx, tenant, streams);
  return {
    related: Object.fromEntries(
      named.map(([name, { aggregate: other, id }]) => [
        name,
        fold(other, id === undefined ? [] : ofStream(streamOf(other.category, id), [...stored, ...ahead])),
      ]),
    ),
    lookedAt: streams.map((stream) => ({ stream, version: ofStream(stream, stored).length })),
  };
};
