/** A process of the API that ends the moment its answer has arrived: what was read is in the council's access log. */
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { issueLocalTokens } from '../packages/cli/src/index.js';
import { readAccessLog, withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { declareReadModels, waitForReadModels } from '../packages/projections/src/index.js';
import { openLog, planWith } from '../packages/projections/src/testing/index.js';
import { askApi, freePort, runPart, scripts } from './child-processes.js';

const COUNCIL = 'eastmarch';
const ENDS = 3;
const FEED = `{ council(code: "${COUNCIL}") { changes(first: 3) { edges { node { position } } } } }`;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
  const log = await openLog(db.app, COUNCIL);
  await log.tell(...planWith());
  await declareReadModels(db.projector);
  const workers = await runPart(scripts.workers, { DATABASE_URL: db.projectorUrl, LOG_LEVEL: 'fatal' });
  await waitForReadModels(db.app, COUNCIL, log.head, 20_000);
  await workers.stop();
});
afterAll(async () => db.close());

const logged = async () =>
  withTenants(db.app, [COUNCIL], async (tx) =>
    readAccessLog(tx, COUNCIL, { after: null, first: 100, from: null, until: null }),
  );

test('every answer that was received is logged, however the server ends, and how much it held if it is not killed', async () => {
  const { adviser } = await issueLocalTokens({ adminUrl: db.adminUrl });
  const asks = 4;
  for (let end = 1; end <= ENDS; end += 1) {
    const port = await freePort();
    const api = await runPart(scripts.api, {
      DATABASE_URL: db.appUrl,
      QUEUE_DATABASE_URL: db.projectorUrl,
      LOG_LEVEL: 'fatal',
      PORT: String(port),
    });
    onTestFinished(async () => void (await api.stop()));
    const asked = Array.from({ length: asks }, async () => askApi(`http://127.0.0.1:${port}`, adviser, FEED));
    await Promise.all(asked);
    // The last one is asked to stop, the others are killed.
    api.child.kill(end === ENDS ? 'SIGTERM' : 'SIGKILL');
    expect(await api.ended).toBe(end === ENDS ? 0 : 'SIGKILL');
    const { rows } = await logged();
    expect(rows).toHaveLength(end * asks);
    expect(rows.every(({ role, fields }) => role === 'adviser' && fields.join() === 'Council.changes')).toBe(
      true,
    );
    // Amounts follow an answer within a tenth of a second: those of the last moments go with a server that is killed.
    expect(rows.every(({ items, answeredAt }) => (answeredAt === null ? items === null : items === 3))).toBe(
      true,
    );
  }
  const { rows } = await logged();
  expect(rows.slice(0, asks).map(({ items }) => items)).toEqual([3, 3, 3, 3]);
});
