/**
 * Where a mutation finds the record that it changes: in the log itself, so that a change may follow another at
 * once, before the read models have seen the first.
 */
import type { EventType, Recorded } from '@improvement-ledger/domain';
import { entriesAt, LATEST, londonDay, streamOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { readEvent, readHead, readStreams } from '@improvement-ledger/event-store';
import { waitForReadModels } from '@improvement-ledger/projections';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import { refOfKind } from '../ids.js';

/** A read model that is parked must not hold up those who write. */
const SETTLE_MS_MAX = 1_000;

/** An action with its council and plan. */
export interface ActionHome {
  readonly tenant: string;
  readonly planId: string;
  readonly actionId: string;
}

/** The id under which texts about a council as a whole are sealed. */
export const councilIdOf = async (tx: Tx, tenant: string): Promise<string> => {
  const registered = (await readEvent(tx, tenant, 1)) as Recorded<'CouncilRegistered'> | null;
  if (registered === null) throw new Error(`The ledger of ${tenant} has not begun.`);
  return registered.data.councilId;
};

/** The event of this type in a record's stream, within the caller's councils. */
const opening = async <Type extends EventType>(
  context: ApiContext,
  tenant: string,
  { category, id, type }: { readonly category: string; readonly id: string; readonly type: Type },
): Promise<Recorded<Type> | null> => {
  // Nothing of another council is looked up, so that it takes no longer than what does not exist.
  if (!maySee(context, tenant)) return null;
  const events = await context.read(async (tx) => readStreams(tx, tenant, [streamOf(category, id)]));
  return (events.find((event) => event.type === type) as Recorded<Type> | undefined) ?? null;
};

export const homeOfAction = async (context: ApiContext, globalId: string): Promise<ActionHome | null> => {
  const ref = refOfKind(globalId, 'Action');
  if (ref === null) return null;
  const { tenant, key: id } = ref;
  const added = await opening(context, tenant, { category: 'action', id, type: 'ActionAdded' });
  return added === null ? null : { tenant, planId: added.data.planId, actionId: id };
};

export const homeOfWorkstream = async (
  context: ApiContext,
  globalId: string,
): Promise<{ readonly tenant: string; readonly planId: string; readonly workstreamId: string } | null> => {
  const ref = refOfKind(globalId, 'Workstream');
  if (ref === null) return null;
  const { tenant, key: id } = ref;
  const added = await opening(context, tenant, { category: 'workstream', id, type: 'WorkstreamAdded' });
  return added === null ? null : { tenant, planId: added.data.planId, workstreamId: id };
};

export const homeOfCommitment = async (
  context: ApiContext,
  globalId: string,
): Promise<{
  readonly tenant: string;
  readonly planId: string;
  readonly workstreamId: string;
  readonly commitmentId: string;
} | null> => {
  const ref = refOfKind(globalId, 'Commitment');
  if (ref === null) return null;
  const { tenant, key: id } = ref;
  const added = await opening(context, tenant, { category: 'commitment', id, type: 'CommitmentAdded' });
  if (added === null) return null;
  const { planId, workstreamId } = added.data;
  return { tenant, planId, workstreamId, commitmentId: id };
};

export const homeOfChallenge = async (
  context: ApiContext,
  globalId: string,
): Promise<{ readonly tenant: string; readonly planId: string; readonly challengeId: string } | null> => {
  const ref = refOfKind(globalId, 'Challenge');
  if (ref === null) return null;
  const { tenant, key: id } = ref;
  const raised = await opening(context, tenant, { category: 'challenge', id, type: 'ChallengeRaised' });
  return raised === null ? null : { tenant, planId: raised.data.planId, challengeId: id };
};

/** The day from which a plan's relative dates, such as "within 3 weeks", count; as it was corrected last. */
export const inForceFrom = async (
  context: ApiContext,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
): Promise<string> => {
  const events = await context.read(async (tx) => readStreams(tx, tenant, [streamOf('plan', planId)]));
  const drafted = entriesAt(events, LATEST).find(({ event }) => event.type === 'PlanDrafted')?.event;
  if (drafted?.type !== 'PlanDrafted') throw new Error(`${tenant} has no plan ${planId}.`);
  return drafted.data.inForceFrom ?? londonDay(drafted.effectiveFrom);
};

/**
 * Lets the read models see what was recorded so far, within a bound: people are found by name there, and the
 * last place of a list.
 */
export const settle = async (context: ApiContext, tenant: string): Promise<void> => {
  const head = await context.read(async (tx) => readHead(tx, tenant));
  await waitForReadModels(context.sql, tenant, head, SETTLE_MS_MAX);
};
