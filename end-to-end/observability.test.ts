/** Alerts and dashboard ask for what is measured, and every alarm is explained. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { runApi } from '../packages/api/src/index.js';
import { runWorkers } from '../packages/workers/src/index.js';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const alerts = read('infra/observability/alerts.yml');
const dashboard = read('infra/observability/dashboard.json');
const runbook = read('docs/runbooks/operations.md');

const alarms = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
/** A histogram is asked for by its parts. */
const measuresIn = (text: string): string[] =>
  [...text.matchAll(/\bledger_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''));
const labelsIn = (text: string): string[] =>
  [...text.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, names = '']) => names.split(', '));

let measured: string;
beforeAll(async () => {
  const db = await createTestDatabase(inject('adminUrl'));
  const shared = { LOG_LEVEL: 'silent', QUEUE_DATABASE_URL: db.projectorUrl } as const;
  const workers = await runWorkers({
    ...shared,
    DATABASE_URL: db.projectorUrl,
    SWEEP_INTERVAL_MS: 600_000,
    ACCESS_LOG_DAYS: 730,
    WORKERS_PORT: 0,
  });
  const address = { PORT: 0, HOST: '127.0.0.1', TRUST_PROXY: [] };
  const api = await runApi({ ...shared, ...address, DATABASE_URL: db.appUrl });
  const texts = [api.url, workers.url].map(async (url) => (await fetch(`${url}/metrics`)).text());
  measured = (await Promise.all(texts)).join('\n');
  await api.stop();
  await workers.stop();
  await db.close();
});

describe.each([
  ['the alerts', alerts, 8],
  ['the dashboard', dashboard, 8],
  ['the runbook', runbook, 2],
])('%s', (_, text, atLeast) => {
  test('ask for what is measured', () => {
    const names = new Set(measuresIn(text));
    expect(names.size).toBeGreaterThanOrEqual(atLeast);
    expect([...names].filter((name) => !measured.includes(`# TYPE ${name} `))).toEqual([]);
  });
});

test('labels are few, and known', () => {
  const known = new Set([
    'projection',
    'council',
    'queue',
    'state',
    'outcome',
    'code',
    'place',
    'root',
    'le',
  ]);
  const asked = [...labelsIn(alerts), ...labelsIn(dashboard)];
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});

test('every alarm has a heading in the runbook, and every such heading an alarm', () => {
  const section = runbook.slice(runbook.indexOf('## Alarms'));
  const headings = [...section.matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name);
  expect(alarms.length).toBeGreaterThan(5);
  expect(headings.toSorted()).toEqual(alarms.toSorted());
});
