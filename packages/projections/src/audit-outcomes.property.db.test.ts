/** Whatever was said of audits, in whatever order it became known: the counts are those of the fold, and a rebuild gives them. */
import type { At, AuditEventType, Recorded } from '@improvement-ledger/domain';
import { effectiveFrom, finalGradeOf, fold, lastSaid, audit } from '@improvement-ledger/domain';
import { sampleData, sampleId } from '@improvement-ledger/domain/testing';
import { readStreams, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';
import { auditOutcomes, outcomesAt } from './audit-outcomes.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { proveReadModel } from './drift.js';
import { recordsAt, registerEntries } from './register-entries.js';
import { effectiveTimes } from './testing/history.js';
import type { ToldFact } from './testing/log.js';
import { openLog } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const SECONDS_MAX = 4;
let councils = 0;
const auditIds = [sampleId(0x301), sampleId(0x302)] as const;
const grade = fc.constantFrom('good', 'requires-improvement', 'inadequate');

const happening = fc.record({
  audit: fc.nat(auditIds.length - 1),
  type: fc.constantFrom('AuditDone', 'AuditModerated', 'AuditModerated', 'AuditMissed'),
  by: fc.constantFrom('manager', 'inspector'),
  grade,
  effectiveAt: fc.constantFrom(...effectiveTimes),
  corrects: fc.option(fc.record({ back: fc.nat(4), kind: fc.constantFrom('wrong', 'retracted') }), {
    freq: 2,
  }),
});
const point = fc.record({
  asOf: fc.constantFrom(...effectiveTimes).map((edtf) => effectiveFrom(edtf) ?? ''),
  known: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('audits are counted as the fold of each says, and the same when the rows are made as a set', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 12 }),
      fc.array(point, { minLength: 3, maxLength: 3 }),
      async (happenings, points) => {
        const tenant = `council-${(councils += 1)}`;
        const log = await openLog(db.app, tenant);
        const told = new Map<string, { readonly type: string; readonly position: number }[]>();
        for (const auditId of auditIds) {
          await log.tell({
            type: 'AuditPlanned',
            data: { ...sampleData.AuditPlanned, auditId },
            told: { effectiveAt: '2026' },
          });
          told.set(auditId, []);
        }
        for (const { audit: which, by, corrects, effectiveAt, ...said } of happenings) {
          const auditId = auditIds[which] ?? auditIds[0];
          const earlier = told.get(auditId) ?? [];
          const named =
            corrects === null ? undefined : earlier.at(-1 - (corrects.back % Math.max(1, earlier.length)));
          const type = named?.type ?? said.type;
          const data = {
            ...sampleData[type as 'AuditModerated'],
            auditId,
            ...(type === 'AuditMissed' ? {} : { grade: said.grade }),
          };
          const [position = 0] = await log.tell({
            type,
            data: type === 'AuditModerated' ? { ...data, by } : data,
            told: { effectiveAt },
            ...(named === undefined ? {} : { corrects: { position: named.position, kind: corrects?.kind } }),
          } as ToldFact);
          earlier.push({ type, position });
        }
        const models = [auditOutcomes, registerEntries];
        for (const each of models) await catchUp(db.projector, each, tenant, { batchEvents: 4 });

        await withTenants(db.app, [tenant], async (tx) => {
          const streams = await Promise.all(
            auditIds.map(
              async (id) => (await readStreams(tx, tenant, [`audit-${id}`])) as Recorded<AuditEventType>[],
            ),
          );
          for (const { asOf, known } of points) {
            const at: At = { asOf, knownAt: Math.round(known * log.head) };
            const states = streams
              .map((events) => fold(audit, events, at))
              .filter(({ said }) => said.length > 0);
            const planned = states.filter((each) => lastSaid(each, 'AuditPlanned') !== undefined);
            const done = planned.filter((each) => lastSaid(each, 'AuditDone') !== undefined);
            const counted = await outcomesAt(tx, tenant, at, { by: [], from: '2025-01', to: '2027-12' });
            const countOf = (type: string, of?: string) =>
              counted
                .filter((row) => row.type === type && (of === undefined || row.grade === of))
                .reduce((sum, { count }) => sum + count, 0);
            expect(countOf('planned')).toBe(planned.length);
            for (const of of ['good', 'requires-improvement', 'inadequate']) {
              expect(countOf('done', of)).toBe(done.filter((each) => finalGradeOf(each) === of).length);
            }
            const records = await recordsAt<AuditEventType>(tx, tenant, at, { category: 'audit' });
            expect(records.map(({ said }) => said.map(({ type, data, by }) => ({ type, data, by })))).toEqual(
              planned.map(({ said }) => said.map(({ type, data, by }) => ({ type, data, by }))),
            );
          }
        });
        // Made anew as a set, the rows are those that were kept up.
        for (const each of models) {
          expect((await proveReadModel(db.projector, each, tenant)).drift).toBeNull();
        }
      },
    ),
    { numRuns: 20, plugins: [fc.interruptAfterTimeLimit(SECONDS_MAX * 1_000)] },
  );
});
