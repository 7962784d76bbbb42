/** A council's ledger for tests, and orders to carry out in it. */
import { createHash } from 'node:crypto';
import { action, commitment, council, person, plan, workstream } from '@improvement-ledger/domain';
import type { Circumstances } from '@improvement-ledger/domain';
import {
  ids,
  personName,
  ratings,
  sampleCircumstances,
  sampleData,
} from '@improvement-ledger/domain/testing';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { Outcome, Receipt } from '../execute.js';
import { execute } from '../execute.js';
import type { Order, Step } from '../order.js';
import { step } from '../order.js';

const { effectiveAt: _, ...circumstances } = sampleCircumstances;

/** An order by the sample person under a new idempotency key. */
export const orderOf = (
  tenant: string,
  steps: Step | readonly Step[],
  { told, ...other }: Partial<Omit<Order, 'circumstances'>> & { readonly told?: Partial<Circumstances> } = {},
): Order => {
  const key = v7();
  return {
    tenant,
    grants: [tenant],
    steps: 'aggregate' in steps ? [steps] : steps,
    circumstances: { ...circumstances, ...told },
    idempotency: { key, request: { key } },
    ...other,
  };
};

/** The receipt of an order that is expected to be carried out. */
export const receiptOf = (outcome: Outcome): Receipt => {
  if (outcome.refusal !== undefined) throw new Error(`Refused: ${outcome.refusal.code}`);
  return outcome.receipt;
};

/** A code of the council's own: two councils of one database cannot have the sample's. */
export const gssCodeFor = (key: string): string => {
  const digits =
    Number.parseInt(createHash('sha256').update(key).digest('hex').slice(0, 8), 16) % 100_000_000;
  return `E${String(digits).padStart(8, '0')}`;
};

export const registerCouncil = (key: string, clock: 'live' | 'replayed' = 'live', councilId: string = v7()) =>
  step(council, councilId, {
    ...sampleData.CouncilRegistered,
    type: 'RegisterCouncil',
    councilId,
    key,
    gssCode: gssCodeFor(key),
    clock,
  });

export const registerPerson = (personId: string = v7(), name = 'Ann Example') =>
  step(person, personId, { type: 'RegisterPerson', personId, name: personName(name, personId) });

export const recordStatus = (rag: string | null, actionId: string = ids.action) =>
  step(action, actionId, { type: 'RecordStatus', planId: ids.plan, actionId, rag });

export const addAction = (actionId: string = ids.action) =>
  step(action, actionId, { ...sampleData.ActionAdded, type: 'AddAction', actionId });

/** Opens the ledger of a council. */
export const beginLedger = async (
  sql: Sql,
  tenant: string,
  clock: 'live' | 'replayed' = 'live',
): Promise<string> => {
  receiptOf(await execute(sql, orderOf(tenant, registerCouncil(tenant, clock))));
  return tenant;
};

/** Opens the ledger of a council with the sample plan in it; the head is then `PLAN_HEAD`. */
export const beginPlan = async (sql: Sql, tenant: string): Promise<string> => {
  await beginLedger(sql, tenant);
  const steps = [
    step(plan, ids.plan, { ...sampleData.PlanDrafted, type: 'DraftPlan', ratings }),
    step(workstream, ids.workstream, { ...sampleData.WorkstreamAdded, type: 'AddWorkstream' }),
    step(commitment, ids.commitment, { ...sampleData.CommitmentAdded, type: 'AddCommitment' }),
    addAction(),
  ];
  for (const each of steps) receiptOf(await execute(sql, orderOf(tenant, each)));
  return tenant;
};
export const PLAN_HEAD = 6;
