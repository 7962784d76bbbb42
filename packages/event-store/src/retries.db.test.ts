/** A rival who is always first: how often an order is tried, and what its caller is told in the end. */
import { action } from '@improvement-ledger/domain';
import { ids, sampleCircumstances } from '@improvement-ledger/domain/testing';
import type { ReservedSql } from 'postgres';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { bodiesOf } from './body.js';
import { connect } from './connect.js';
import { execute } from './execute.js';
import { createTestDatabase } from './testing/index.js';
import { beginPlan, orderOf, PLAN_HEAD, recordStatus } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
const rivals = connect(db.appUrl, { max: 2 });
afterAll(async () => {
  await rivals.end();
  await db.close();
});

/** The sample action, counting how often it is asked to decide. */
const countingDecisions = () => {
  const counted = { decisions: 0 };
  const decide: typeof action.decide = (...given) => {
    counted.decisions += 1;
    return action.decide(...given);
  };
  return { counted, step: { ...recordStatus('green'), aggregate: { ...action, decide } } };
};

/** Writes a version of the sample action in a transaction that it leaves open; it waits for the head first. */
const writeVersion = async (rival: ReservedSql, tenant: string, version: number): Promise<void> => {
  const fact = {
    type: 'ActionStatusRecorded' as const,
    data: { planId: ids.plan, actionId: ids.action, rag: 'red' },
  };
  const commandId = v7();
  const request = {
    principal: ids.cas,
    key: commandId,
    hash: '0a'.repeat(32),
    commandId,
    expected: [],
    ...bodiesOf([{ fact, stream: `action-${ids.action}`, version }], sampleCircumstances, commandId),
  };
  await rival`begin`;
  await rival`select ledger.append(${tenant}, ${tenant}, ${rival.json([request] as never)})`;
};

const waitingBackends = async (): Promise<number> => {
  const [row] = await db.admin<{ count: number }[]>`
    select count(*)::integer as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
};

describe('an order that meets a rival', () => {
  /**
   * Lets a rival write one version before each of the first `times` tries. The next rival is in the queue for the
   * head behind the order before the one in front commits, so the order never comes first by luck.
   */
  const outrun = async (tenant: string, times: number) => {
    const { counted, step } = countingDecisions();
    const connections = [await rivals.reserve(), await rivals.reserve()] as const;
    await writeVersion(connections[0], tenant, 2);
    const outcome = execute(db.app, orderOf(tenant, step));
    for (let written = 1; written <= times; written += 1) {
      const [holding, next] = written % 2 === 1 ? connections : [connections[1], connections[0]];
      await expect.poll(waitingBackends, { interval: 5 }).toBe(1);
      const writing = written === times ? undefined : writeVersion(next, tenant, written + 2);
      await expect.poll(waitingBackends, { interval: 5 }).toBe(writing === undefined ? 1 : 2);
      await holding`commit`;
      await writing;
    }
    const ended = await outcome;
    for (const connection of connections) connection.release();
    return { ended, decisions: counted.decisions };
  };

  test.each([1, 2, 3])('%i times is tried again each time, and carried out', async (times) => {
    const tenant = await beginPlan(db.app, `outrun-${times}`);
    const { ended, decisions } = await outrun(tenant, times);
    expect(ended.receipt?.positions).toEqual([PLAN_HEAD + times + 1]);
    expect(decisions).toBe(times + 1);
  });

  test('a fourth time is told who wrote the record last, and nothing of it is recorded', async () => {
    const tenant = await beginPlan(db.app, 'outrun-for-good');
    const { ended, decisions } = await outrun(tenant, 4);
    expect(decisions).toBe(4);
    expect(ended.refusal).toMatchObject({ code: 'position-taken' });
    expect(ended.refusal?.message).toContain('The record is at version 5, written by');
    const [row] = await db.admin`select position as head from ledger.tenants where tenant = ${tenant}`;
    expect(row).toEqual({ head: PLAN_HEAD + 4 });
  });
});
