/** From a mutation to the log: checks the caller's role, carries out the command, tells the workers. */
import type { Refusal } from '@improvement-ledger/domain';
import { refuse, seal } from '@improvement-ledger/domain';
import type { Membership, Receipt, Step } from '@improvement-ledger/event-store';
import { execute, readEvent, withTenants } from '@improvement-ledger/event-store';
import { inSpan } from '@improvement-ledger/telemetry';
import { v7 } from 'uuid';
import { councilsOf } from '../caller.js';
import type { ApiContext } from '../context.js';
import { globalId } from '../ids.js';
import { checkMay } from '../permission.js';
import type { MutationName } from '../rules.js';
import { namesOf } from '../view.js';
import type { ChangeInput } from './input.types.js';
import type { Changed, MutationPayload } from './payload.types.js';

interface Commanded {
  readonly mutation: MutationName;
  readonly tenant: string;
  /** Who or what the reason is about. */
  readonly subject: string;
  /** The id of the record that is changed. */
  readonly id: string;
  /** What is added to the record. */
  readonly added?: Changed['added'];
  /** What the steps build on, such as a new person: an event each. */
  readonly before?: readonly Step[];
  /** The first is the record's own; what it brings along comes after. */
  readonly steps: readonly Step[];
  readonly input: ChangeInput;
  /** From when it is true, where the input does not say; now, unless given. */
  readonly effectiveAt?: string;
}

/** Who acts, and in which role. */
type Acting = Pick<Membership, 'kind' | 'principal' | 'role'>;

export const refusedPayload = (...refusals: readonly Refusal[]): MutationPayload => ({
  event: null,
  position: null,
  userErrors: [...refusals],
  changed: null,
});

export const carryOut = async (context: ApiContext, commanded: Commanded): Promise<MutationPayload> =>
  carryOutAs(context, checkMay(context.caller, commanded.tenant, commanded.mutation), commanded);

/** The same for somebody whose right to it does not come from what they have in the council. */
export const carryOutAs = async (
  context: ApiContext,
  acting: Acting,
  commanded: Commanded,
): Promise<MutationPayload> =>
  inSpan(
    `mutation ${commanded.mutation}`,
    { attributes: { 'ledger.council': commanded.tenant, 'ledger.correlation': context.request.correlation } },
    async () => carryOutNow(context, acting, commanded),
  );

const carryOutNow = async (
  context: ApiContext,
  { kind, principal, role }: Acting,
  commanded: Commanded,
): Promise<MutationPayload> => {
  const { mutation, tenant, subject, before = [], steps, input } = commanded;
  const { idempotencyKey, expectedVersion, reason, effectiveAt, ...rest } = input;
  if (
    idempotencyKey !== null &&
    idempotencyKey !== undefined &&
    !/^[\x20-\x7e]{1,255}$/.test(idempotencyKey)
  ) {
    return refusedPayload(
      refuse('invalid-input', 'idempotencyKey', 'A key has 1 to 255 printable characters.'),
    );
  }
  const outcome = await execute(context.sql, {
    tenant,
    // Whoever registers a council has nothing there yet.
    grants: [...new Set([...councilsOf(context.caller), tenant])],
    steps: [...before, ...steps],
    circumstances: {
      actor: { kind, id: principal, role },
      onBehalfOf: null,
      reason: reason === null || reason === undefined || reason.trim() === '' ? null : seal(subject, reason),
      effectiveAt: effectiveAt ?? commanded.effectiveAt,
      source: { channel: 'api', document: null, row: null },
      correlation: context.request.correlation,
      causation: null,
    },
    idempotency: {
      key: idempotencyKey ?? v7(),
      request: {
        mutation,
        ...(JSON.parse(JSON.stringify({ ...rest, expectedVersion, reason, effectiveAt })) as object),
      },
    },
    expectedVersion: expectedVersion ?? undefined,
  });
  if (outcome.refusal !== undefined) return refusedPayload(await named(context, tenant, outcome.refusal));

  return recordedPayload(context, commanded, outcome.receipt);
};

const recordedPayload = async (
  context: ApiContext,
  { tenant, id, before = [], steps, added = null }: Commanded,
  { positions, head, repeated }: Receipt,
): Promise<MutationPayload> => {
  context.hint({ tenant, head });
  const position = positions[before.length];
  return {
    event: position === undefined ? null : { id: globalId('Change', tenant, position), position },
    position: head,
    userErrors: [],
    changed:
      repeated && position !== undefined
        ? await changedAt(context, tenant, position)
        : { tenant, kind: kindOf(steps[0]?.aggregate.category), id, added },
  };
};

/** Says who was first by name: an id tells the reader nothing. */
const named = async (context: ApiContext, tenant: string, refusal: Refusal): Promise<Refusal> => {
  const [id] =
    refusal.code === 'position-taken'
      ? (/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(refusal.message) ?? [])
      : [];
  if (id === undefined) return refusal;
  const name = (await context.read(async (tx) => namesOf(tx, tenant, [id]))).get(id);
  return name === undefined ? refusal : { ...refusal, message: refusal.message.replace(id, name) };
};

/** What a caller looks at when a record of this category was changed. */
const kindOf = (category: string | undefined): Changed['kind'] => {
  if (category === 'action') return 'Action';
  if (category === 'challenge') return 'Challenge';
  return category === 'plan' || category === 'workstream' || category === 'commitment' ? 'Plan' : 'Council';
};

type WithinRecord =
  'engagementId' | 'vacancyId' | 'coverId' | 'movementId' | 'mappingId' | 'remedyId' | 'linkId';
/** Events that begin something within a post's, a worker's, a register's or the council's record, and what the caller is told the id of. */
const begins: ReadonlyMap<string, WithinRecord> = new Map([
  ['WorkerStarted', 'engagementId'],
  ['VacancyAdvertised', 'vacancyId'],
  ['PostCoverBegun', 'coverId'],
  ['MovementPlanned', 'movementId'],
  ['RemedyRequired', 'remedyId'],
  ['IndicatorLinked', 'linkId'],
  ['OwnerMapped', 'mappingId'],
]);

type IdOf = 'challengeId' | 'actionId' | 'planId' | 'workstreamId' | 'commitmentId' | WithinRecord;
/** What the caller is told the id of: what began within the record, or the record that is looked at. */
const shownId = (type: string | undefined, data: Partial<Record<IdOf, string>>): string | undefined => {
  const begun = begins.get(type ?? '');
  return (begun && data[begun]) ?? data.challengeId ?? data.actionId ?? data.planId;
};

/** A repeated command made its record under the ids of the first time. */
const changedAt = async ({ sql }: ApiContext, tenant: string, position: number): Promise<Changed> => {
  const event = await withTenants(sql, [tenant], async (tx) => readEvent(tx, tenant, position));
  const data = (event?.data ?? {}) as Partial<Record<IdOf, string>>;
  const added =
    event?.type === 'WorkstreamAdded'
      ? ({ kind: 'Workstream', id: data.workstreamId ?? '' } as const)
      : event?.type === 'CommitmentAdded'
        ? ({ kind: 'Commitment', id: data.commitmentId ?? '' } as const)
        : null;
  const [category = '', ...id] = event?.stream.split('-') ?? [];
  const changed = shownId(event?.type, data) ?? id.join('-');
  return { tenant, kind: kindOf(category), id: changed, added };
};
