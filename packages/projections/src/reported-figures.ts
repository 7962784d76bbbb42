/** Figures of the workforce as they were reported: every value of every period, and what it replaced. */
import type {
  At,
  DataOf,
  Figure,
  FigureEventType,
  FigureMeasure,
  Recorded,
} from '@improvement-ledger/domain';
import { figure } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { FoldedRow } from './folded.js';
import { folded } from './folded.js';
import type { PageFound } from './page.js';
import { projection } from './projection.js';
import type { PageOfRoots } from './staffing-register.js';
import { inForce } from './visible.js';

export const reportedFigures = projection<FigureEventType>({
  name: 'reported_figures',
  version: 1,
  types: figure.types,
  columns: 'figure_id uuid not null, type text not null, measure text, value jsonb not null',
  indexes: ['% (tenant, figure_id)', `% (tenant, measure, root) where type = 'FigureDefined'`],
  rows: ({ type, data }: Recorded<FigureEventType>) => [
    {
      facet: '',
      figure_id: data.figureId,
      type,
      measure: 'measure' in data ? data.measure : null,
      value: data,
    },
  ],
});

export interface FigureRow extends Figure {
  readonly defined: DataOf<'FigureDefined'>;
  readonly root: number;
  /** The number of events in its stream, for `expectedVersion`. */
  readonly version: number;
}

export interface FiguresAsked extends PageOfRoots {
  /** Only of these measures; none: of all. */
  readonly measures: readonly FigureMeasure[];
  readonly teamId: string | null;
  readonly roleId: string | null;
}

/** The figures of a council at a point, in the order in which they were first recorded. */
export const figuresAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  { measures, teamId, roleId, after, first }: FiguresAsked,
): Promise<PageFound<FigureRow>> => {
  const only = (field: string, value: string | null) =>
    value === null ? tx`` : tx`and d.value ->> ${field} = ${value}`;
  const defined = await tx<{ root: number; figureId: string; total: number; version: number }[]>`
    select page.*, (select count(*)::integer from read.reported_figures v
                     where v.tenant = ${tenant} and v.figure_id = page."figureId" and v.known_from <= ${at.knownAt}) as version
      from (select d.root, d.figure_id as "figureId", count(*) over ()::integer as total
              from read.reported_figures d
             where d.tenant = ${tenant} and d.type = 'FigureDefined' and ${inForce(tx, 'd', at)}
               ${measures.length === 0 ? tx`` : tx`and d.measure = any (${[...measures]})`}
               ${only('teamId', teamId)} ${only('roleId', roleId)}
             order by d.root) page
     where page.root > ${after} order by page.root limit ${first}`;
  const rows = await tx<(FoldedRow & { figureId: string })[]>`
    select e.root, e.type, e.value as data, e.effective_from as "effectiveFrom", e.figure_id as "figureId"
      from read.reported_figures e
     where e.tenant = ${tenant} and e.figure_id = any (${defined.map(({ figureId }) => figureId)}::uuid[])
       and ${inForce(tx, 'e', at)}`;
  const entries = new Map<string, FoldedRow[]>(defined.map(({ figureId }) => [figureId, []]));
  for (const row of await openTexts(tx, tenant, [...rows])) entries.get(row.figureId)?.push(row);
  return {
    total: defined[0]?.total ?? 0,
    rows: defined.flatMap(({ root, figureId, version }) => {
      const state = folded(figure, entries.get(figureId) ?? []);
      return state.defined === null ? [] : [{ ...state, defined: state.defined, root, version }];
    }),
  };
};
