/** What a council published of its workforce, quarter by quarter, and the threshold to multiples of which it rounds. */
import type { At, DataOf, DisclosureEventType, Recorded } from '@improvement-ledger/domain';
import { disclosure } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

export const publishedFigures = projection<DisclosureEventType>({
  name: 'published_figures',
  version: 1,
  types: [...disclosure.types],
  columns: 'quarter text, value jsonb not null',
  indexes: ['% (tenant, quarter)'],
  rows: ({ type, data }: Recorded<DisclosureEventType>) => [
    { facet: '', quarter: type === 'WorkforceFiguresPublished' ? data.quarter : null, value: data },
  ],
});

export interface PublishedRow {
  readonly published: DataOf<'WorkforceFiguresPublished'>;
  /** The position of the event, and from when it holds. */
  readonly position: number;
  readonly since: string;
}

/** What was published at a point, the latest quarter first. */
export const publishedFiguresAt = async (tx: Tx, tenant: string, at: At): Promise<PublishedRow[]> => tx<
  PublishedRow[]
>`
  select p.value as published, p.known_from as position, p.effective_from as since from read.published_figures p
   where p.tenant = ${tenant} and p.quarter is not null and ${inForce(tx, 'p', at)}
   order by p.quarter desc`;

/** The threshold in force at a point, for what is published next. */
export const disclosureThresholdAt = async (tx: Tx, tenant: string, at: At): Promise<number> => {
  const [row] = await tx<{ threshold: number }[]>`
    select (p.value ->> 'threshold')::integer as threshold from read.published_figures p
     where p.tenant = ${tenant} and p.quarter is null and ${inForce(tx, 'p', at)}
     order by ${latestFirst(tx, 'p')} limit 1`;
  return row?.threshold ?? disclosure.initial.threshold;
};
