/** A process of the API that is killed the moment its answer has arrived: what was read is in the council's access log. */
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { issueLocalTokens } from '../packages/cli/src/index.js';
import { readAccessLog, withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { declareReadModels, waitForReadModels } from '../packages/projections/src/index.js';
import { openLog, planWith } from '../packages/projections/src/testing/index.js';
import { askApi, freePort, runPart, scripts } from './child-processes.js';

const COUNCIL = 'eastmarch';
const KILLS = 5;
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

test('every answer that was received is logged, whole, however the server ends', async () => {
  const { adviser } = await issueLocalTokens({ adminUrl: db.adminUrl });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const port = await freePort();
    const api = await runPart(scripts.api, {
      DATABASE_URL: db.appUrl,
      QUEUE_DATABASE_URL: db.projectorUrl,
      LOG_LEVEL: 'fatal',
      PORT: String(port),
    });
    onTestFinished(async () => void (await api.stop()));
    const asked = Array.from({ length: 4 }, async () => askApi(`http://127.0.0.1:${port}`, adviser, FEED));
    await Promise.all(asked);
    api.child.kill('SIGKILL');
    expect(await api.ended).toBe('SIGKILL');
    const { rows } = await withTenants(db.app, [COUNCIL], async (tx) =>
      readAccessLog(tx, COUNCIL, { after: null, first: 100, from: null, until: null }),
    );
    expect(rows).toHaveLength(kill * asked.length);
    expect(
      rows.every(({ role, items, answeredAt }) => role === 'adviser' && items === 3 && answeredAt !== null),
    ).toBe(true);
  }
});
