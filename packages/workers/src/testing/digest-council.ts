/** A council whose people each own one overdue action, and are to be told of it each working day at seven. */
import type { Decided } from '@improvement-ledger/domain';
import {
  ids,
  ownedBy,
  personName,
  sampleCircumstances,
  sampleData,
  sampleId,
} from '@improvement-ledger/domain/testing';
import { append, bodiesOf } from '@improvement-ledger/event-store';
import type { Log, ToldFact } from '@improvement-ledger/projections/testing';
import { continueLog, planWith } from '@improvement-ledger/projections/testing';
import { catchUp, projections } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';

const PEOPLE_FROM = 10_000;
const ACTIONS_FROM = 50_000;
/** When all of it was recorded. */
const at = '2026-01-05T09:00:00.000Z';
const PEOPLE_ONE_BY_ONE_MAX = 20;
/** An append takes so many events. */
const PEOPLE_PER_APPEND = 250;

export const personOf = (number: number): string => sampleId(PEOPLE_FROM + number);
export const actionOf = (number: number): string => sampleId(ACTIONS_FROM + number);
export const addressOf = (number: number): string => `owner-${number}@westmarch.example`;

const factsOf = (number: number): { readonly stream: string; readonly fact: Decided }[] => {
  const [personId, actionId] = [personOf(number), actionOf(number)];
  const name = `Owner ${number} Example`;
  const facts: [string, Decided][] = [
    [
      `person-${personId}`,
      { type: 'PersonRegistered', data: { personId, name: personName(name, personId) } },
    ],
    [
      `recipient-${personId}`,
      { type: 'RecipientAddressSet', data: { personId, address: personName(addressOf(number), personId) } },
    ],
    [
      `action-${actionId}`,
      {
        type: 'ActionAdded',
        data: {
          ...sampleData.ActionAdded,
          actionId,
          reference: `A1.${number + 2}`,
          place: number + 2,
          owners: ownedBy(name, personId),
        },
      },
    ],
  ];
  return facts.map(([stream, fact]) => ({ stream, fact }));
};

export interface DigestCouncil {
  readonly log: Log;
  /** Records facts, and lets the read models see them. */
  tell(...facts: readonly ToldFact[]): Promise<void>;
  /** Lets the read models see what was recorded. */
  seen(): Promise<void>;
}

const told = (facts: readonly ToldFact[]): ToldFact[] =>
  facts.map((fact) => ({ recordedAt: at, ...fact, told: { effectiveAt: '2026-01-05', ...fact.told } }));

export const openDigestCouncil = async (
  { app, projector }: { readonly app: Sql; readonly projector: Sql },
  tenant: string,
  people: number,
): Promise<DigestCouncil> => {
  const log = continueLog(app, tenant, 0);
  const seen = async (): Promise<void> => {
    for (const each of projections) await catchUp(projector, each, tenant);
  };
  const begin: ToldFact[] = [
    {
      type: 'CouncilRegistered',
      data: { ...sampleData.CouncilRegistered, key: tenant, gssCode: null, clock: 'replayed' },
    },
    ...planWith([]),
    { type: 'DigestScheduleSet', data: { ...sampleData.DigestScheduleSet, councilId: ids.council } },
  ];
  await log.tell(...told(begin));
  if (people <= PEOPLE_ONE_BY_ONE_MAX) {
    const facts = Array.from({ length: people }, (_, number) =>
      factsOf(number).map(({ fact }) => fact),
    ).flat();
    await log.tell(...told(facts));
  } else await appendAtOnce(app, tenant, people);
  await seen();
  return {
    log,
    tell: async (...facts) => {
      await log.tell(...told(facts));
      await seen();
    },
    seen,
  };
};

/** Many people, a few hundred with each append. */
const appendAtOnce = async (app: Sql, tenant: string, people: number): Promise<void> => {
  for (let from = 0; from < people; from += PEOPLE_PER_APPEND) {
    const numbers = Array.from(
      { length: Math.min(PEOPLE_PER_APPEND, people - from) },
      (_, index) => from + index,
    );
    const placed = numbers.flatMap(factsOf).map((each) => ({ ...each, version: 1 }));
    const commandId = sampleId(900_000 + from);
    const answer = await append(app, [tenant], tenant, {
      principal: sampleCircumstances.actor.id,
      key: commandId,
      hash: '00'.repeat(32),
      commandId,
      recordedAt: at,
      expected: placed.map(({ stream }) => ({ stream, version: 0 })),
      ...bodiesOf(placed, { ...sampleCircumstances, effectiveAt: '2026-01-05' }, commandId),
    });
    if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  }
};
