import type { OfficeKind, Recorded } from '@improvement-ledger/domain';
import { fold, office, officeKindOf, textOf } from '@improvement-ledger/domain';
import { ids, sampleData } from '@improvement-ledger/domain/testing';
import { readStreams, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { officeRegister, officesAt } from './office-register.js';
import { openLog } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

test('who holds an office reads at every point as the fold says', async () => {
  const tenant = 'northmere';
  const log = await openLog(db.app, tenant);
  const held = sampleData.HolderAppointed;
  const at = (effectiveAt: string) => ({ told: { effectiveAt } });
  await log.tell(
    { type: 'RoleDefined', data: sampleData.RoleDefined, ...at('2015-01-01') },
    { type: 'HolderAppointed', data: held, ...at('2015-02-01') },
    { type: 'HolderAppointed', data: { ...held, personId: ids.ben }, ...at('2015-03-01') },
    { type: 'HolderEnded', data: held, ...at('2015-04-01') },
    { type: 'HolderAppointed', data: held, ...at('2015-05-01') },
  );
  await log.tell({
    type: 'HolderEnded',
    data: held,
    corrects: { position: log.head - 1, kind: 'retracted' },
    ...at('2015-04-01'),
  });
  await catchUp(db.projector, officeRegister, tenant);
  await withTenants(db.app, [tenant], async (tx) => {
    const events = (await readStreams(tx, tenant, [`office-${ids.office}`])) as Recorded<'RoleDefined'>[];
    expect(events.length).toBe(6);
    for (const month of ['2014-12', '2015-01', '2015-02', '2015-03', '2015-04', '2015-05', '2016-01']) {
      for (let knownAt = 0; knownAt <= log.head; knownAt += 1) {
        const point = { asOf: `${month}-15T00:00:00.000Z`, knownAt };
        const { defined, holders } = fold(office, events, point);
        const [row] = await officesAt(tx, tenant, point);
        expect(row?.kind ?? null).toBe(defined?.kind ?? null);
        expect(textOf(row?.name)).toBe(textOf(defined?.name));
        const known = row?.holders.map(({ personId }) => personId) ?? [];
        expect(known.toSorted()).toEqual(defined === null ? [] : [...holders].toSorted());
      }
    }
  });
  const kinds: (OfficeKind | null)[] = ['RoleDefined', 'TeamDefined', 'BodyDefined', 'HolderEnded'].map(
    officeKindOf,
  );
  expect(kinds).toEqual(['role', 'team', 'body', null]);
});
