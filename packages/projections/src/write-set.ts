/** The rows of a whole stretch of the log in one statement, which the database carries out by itself. */
import type { Tx } from '@improvement-ledger/event-store';
import { derive } from './derived.js';
import { NEVER } from './projection.js';
import type { SetForm } from './projection.js';
import { rootsOf } from './roots.js';
import { surveyStretch } from './stretch.js';
import type { Target } from './target.js';
import { endReplaced } from './write.js';

/** Adds the rows of the events after one position and up to another; false when they must be read one by one. */
export const writeSet = async (
  tx: Tx,
  target: Target,
  form: SetForm,
  { after, end }: { readonly after: number; readonly end: number },
): Promise<boolean> => {
  const { tenant, projection } = target;
  const corrections = await surveyStretch(tx, { tenant, after, end }, projection.types);
  if (corrections === null) return false;
  const roots = await rootsOf(tx, tenant, corrections);
  const kinds = corrections.map(({ corrects }) => corrects?.kind ?? '');
  await tx`
    insert into ${tx(target.table)}
    with correction as (
           select position, root, kind = 'retracted' as retracted
             from unnest(${[...roots.keys()]}::bigint[], ${[...roots.values()]}::bigint[], ${kinds}::text[])
               as correction (position, root, kind)),
         -- All that was said in place of one root; each stands until the next.
         said as (
           select position, root, retracted, lead(position) over (partition by root order by position) as known_to
             from (select * from correction union all select distinct root, root, false from correction) each)
    select e.tenant, coalesce(said.root, e.position), e.position, coalesce(said.known_to, ${NEVER}), facet, e.recorded_at,
           e.effective_from, coalesce(said.retracted, false), ${tx.unsafe(form.columns)}
      from (select e.*, unnest(${tx.unsafe(form.facets)}) as facet
              from ledger.events e
             where e.tenant = ${tenant} and e.position > ${after} and e.position <= ${end}
               and e.type = any (${[...projection.types]})) e
      left join said on said.position = e.position`;
  await endReplaced(tx, target, firstOfEach(roots, after));
  await derive(tx, target, { after, end });
  return true;
};

/** What stood before the stretch is ended by the first that corrects it; the next ones end what stands within. */
const firstOfEach = (roots: ReadonlyMap<number, number>, after: number): Map<number, number> => {
  const first = new Map<number, number>();
  for (const [position, root] of roots) {
    if (root <= after && !first.has(root)) first.set(root, position);
  }
  return new Map([...first].map(([root, position]) => [position, root]));
};
