/**
 * A process with many writers, each carrying out its commands one after the other until it is told that they are
 * recorded. What a writer does, for which council and after which delay follows from the seed; a process that takes
 * over from a killed one sends the command again that had no answer, under the same key.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as domain from '../packages/domain/dist/index.js';
import { bodiesOf, connect, execute, step } from '../packages/event-store/dist/index.js';
import { recordOverHttp } from './over-http.mjs';

const { databaseUrl, api, name, seed, tenants, planId, actionId, actionNodes, writers, restMs, done } =
  JSON.parse(process.env.WRITING);
/** Every so many writers one goes by the API. */
const OVER_HTTP_EVERY = 4;
const CONNECTIONS = 10;
const RETRY_MS_MAX = 50;
const sql = connect(databaseUrl, { max: CONNECTIONS, connection: { application_name: name } });

const PRINCIPAL = '0198c0de-0000-7000-8000-00000000000b';
const hex = (number, length) => number.toString(16).padStart(length, '0');
/** Key and correlation of a writer's nth command. */
const commandOf = (writer, nth) => `0198c0df-0000-7000-8${hex(writer, 3)}-${hex(nth, 12)}`;
/** The nth command's own source of chance: numbers from 0 to below 1. */
const chanceOf = (writer, nth) => {
  let drawn = 0;
  return () => {
    const digest = createHash('sha256')
      .update(`${seed}/${writer}/${nth}/${(drawn += 1)}`)
      .digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
};
const circumstancesOf = (command) => ({
  actor: { kind: 'person', id: PRINCIPAL, role: 'planManager' },
  onBehalfOf: null,
  reason: null,
  effectiveAt: '2026',
  source: { channel: 'api', document: null, row: null },
  correlation: command,
  causation: null,
});

/** What a command reports; it ends with the command's own name. */
const reportOf = (command) => `Report ${command}`;

/** The person that a command registers at a place; the same ids whenever it is sent again. */
const personOf = (command, place) => {
  const personId = `${command.slice(0, 12)}${hex(place + 1, 1)}${command.slice(13)}`;
  return { personId, name: domain.seal(domain.personSubject(personId), 'Cas Example') };
};

/** As the API does it: read, decide, append. A rival on the same record may be first more often than it is tried. */
const carryOut = async (tenant, command, steps) => {
  const outcome = await execute(sql, {
    tenant,
    grants: [tenant],
    steps,
    circumstances: circumstancesOf(command),
    idempotency: { key: command, request: { command } },
  });
  if (outcome.refusal?.code === 'position-taken') return null;
  if (outcome.refusal !== undefined) throw new Error(outcome.refusal.message);
  return outcome.receipt.positions;
};

class RolledBackError extends Error {}

/** A transaction that holds the head for a while before it commits, or is rolled back instead. */
const appendSlowly = async (tenant, command, count, { delayS, isRolledBack }) => {
  const placed = Array.from({ length: count }, (_, place) => {
    const data = personOf(command, place);
    return { fact: { type: 'PersonRegistered', data }, stream: `person-${data.personId}`, version: 1 };
  });
  const request = {
    principal: PRINCIPAL,
    key: command,
    hash: createHash('sha256').update(command).digest('hex'),
    commandId: command,
    expected: placed.map(({ stream }) => ({ stream, version: 0 })),
    ...bodiesOf(placed, circumstancesOf(command), command),
  };
  const answers = [];
  try {
    await sql.begin(async (tx) => {
      const [row] = await tx`select ledger.append(${tenant}, ${tenant}, ${tx.json([request])}) as answers`;
      await tx`select pg_sleep(${delayS})`;
      if (isRolledBack) throw new RolledBackError();
      answers.push(...row.answers);
    });
  } catch (error) {
    if (error instanceof RolledBackError) return null;
    throw error;
  }
  const [answer] = answers;
  if (!['recorded', 'repeated'].includes(answer.outcome)) throw new Error(JSON.stringify(answer));
  return Array.from({ length: answer.count }, (_, index) => answer.firstPosition + index);
};

/** One try of a command; the positions at which it is recorded, or `null` when it is to be tried again. */
const tryOnce = async (writer, nth, attempt) => {
  const chance = chanceOf(writer, nth);
  const command = commandOf(writer, nth);
  const tenant = tenants[Math.floor(chance() * tenants.length)];
  const [kind, count] = [chance(), 1 + Math.floor(chance() * 4)];
  if (writer % OVER_HTTP_EVERY === 0) {
    // A client whose API does not answer asks the other one.
    const url = api.urls[(nth + attempt) % api.urls.length];
    const report = { actionId: actionNodes[tenant], narrative: reportOf(command), idempotencyKey: command };
    return { tenant, command, positions: await recordOverHttp(url, api.token, report) };
  }
  if (kind < 0.25) {
    const said = domain.seal(domain.planSubject(planId), reportOf(command));
    const report = { type: 'RecordStatus', planId, actionId, narrative: said };
    return {
      tenant,
      command,
      positions: await carryOut(tenant, command, [step(domain.action, actionId, report)]),
    };
  }
  if (kind < 0.7) {
    const steps = Array.from({ length: count }, (_, place) => {
      const person = personOf(command, place);
      return step(domain.person, person.personId, { type: 'RegisterPerson', ...person });
    });
    return { tenant, command, positions: await carryOut(tenant, command, steps) };
  }
  const slowness = { delayS: chance() * 0.02, isRolledBack: attempt === 1 && chance() < 0.4 };
  return { tenant, command, positions: await appendSlowly(tenant, command, count, slowness) };
};

/** The same, where what fails is tried again too: a database may be away. */
const tryOrWait = async (writer, nth, attempt) => {
  try {
    const tried = await tryOnce(writer, nth, attempt);
    if (tried.positions !== null) return tried;
  } catch (error) {
    process.stderr.write(`${error.code ?? ''} ${error.message}\n`);
  }
  await pause(Math.random() * RETRY_MS_MAX);
  return null;
};

const enough = new AbortController();
process.once('message', () => enough.abort());

const write = async (writer, from) => {
  for (let nth = from; !enough.signal.aborted; nth += 1) {
    let tried = null;
    for (let attempt = 1; tried === null; attempt += 1) tried = await tryOrWait(writer, nth, attempt);
    process.send({ writer, nth, ...tried });
    await pause(Math.random() * restMs);
  }
};

await Promise.all(writers.map(async (writer) => write(writer, (done[writer] ?? 0) + 1)));
await sql.end();
process.disconnect();
