/**
 * The registers of a council over ten years, written in one statement: two hundred indicators with a draft, a final value and
 * three restatements of each month, then twenty thousand audits, each planned and done.
 */
import type { Sql } from 'postgres';

export const INDICATORS = 200;
const MONTHS = 120;
const STAGES = 5;
const READINGS = INDICATORS * MONTHS * STAGES;
const AUDITS = 20_000;
const TEAMS = 40;
const AUDITORS = 25;
export const EVENTS = INDICATORS + READINGS + AUDITS * 2;

const id = (kind: string, number: string): string =>
  `('0198c0de-${kind}-7000-8000-' || lpad(to_hex((${number})::integer), 12, '0'))`;
/** The id of an indicator by its number, from 0. */
export const indicatorId = (number: number): string =>
  `0198c0de-0210-7000-8000-${number.toString(16).padStart(12, '0')}`;

const SEALED = `jsonb_build_object('$sealed', jsonb_build_object('id', ${id('0001', '1')}, 'subject', 'council:' || ${id('0001', '1')}, 'hash', repeat('00', 32)))`;
const DEFINED = `jsonb_build_object('indicatorId', ${id('0210', 'which')}, 'name', ${SEALED}, 'meaning', null, 'formula', null, 'population', null,
  'source', null, 'unit', 'count', 'kind', 'month', 'series', 'own', 'direction', 'higher', 'target', '90', 'tolerance', '5', 'clock', null, 'relation', null)`;
const VALUED = `jsonb_build_object('indicatorId', ${id('0210', 'which')},
  'period', jsonb_build_object('kind', 'month', 'from', to_char(month, 'YYYY-MM-DD'), 'to', to_char(month + interval '1 month' - interval '1 day', 'YYYY-MM-DD')),
  'published', jsonb_build_object('value', (80 + which % 20 + step)::text, 'printed', null, 'numerator', null, 'denominator', null))`;
const PLANNED = `jsonb_build_object('auditId', ${id('0201', 'which')}, 'programmeId', ${id('0200', 'which % 4')}, 'case', 'C-' || lpad(which::text, 6, '0'),
  'theme', (array['assessment', 'planning', 'child-protection', 'supervision'])[which % 4 + 1], 'auditorId', ${id('0011', `which % ${AUDITORS}`)},
  'teamId', ${id('0051', `which % ${TEAMS}`)}, 'workerId', null, 'month', to_char(month, 'YYYY-MM'), 'reAuditOf', null)`;
const DONE = `jsonb_build_object('auditId', ${id('0201', 'which')}, 'strengths', null, 'actionsRequired', null, 'evidence', null,
  'grade', (array['outstanding', 'good', 'good', 'requires-improvement', 'requires-improvement', 'inadequate'])[which % 6 + 1])`;

const LOG = `
with made as (
  select n, n - 1 as d, n - ${INDICATORS} - 1 as r, n - ${INDICATORS + READINGS} - 1 as a from generate_series(1, ${EVENTS}) n),
placed as (
  select n,
         case when r < 0 then 'defined' when a < 0 then 'valued' else 'audited' end as part,
         case when r < 0 then d when a < 0 then r / ${MONTHS * STAGES} else a / 2 end as which,
         case when r < 0 then 0 when a < 0 then r % ${STAGES} else a % 2 end as step,
         '2015-01-01'::date + make_interval(months => case when r < 0 then 0 when a < 0 then r % ${MONTHS * STAGES} / ${STAGES} else a / 2 % ${MONTHS} end) as month,
         case when r < 0 then 1 when a < 0 then r % ${MONTHS * STAGES} + 2 else a % 2 + 1 end as version
    from made),
told as (
  select *, case part when 'defined' then 'IndicatorDefined'
                      when 'valued' then (array['ReadingDrafted', 'ReadingFinalised', 'ReadingRestated', 'ReadingRestated', 'ReadingRestated'])[step + 1]
                      else (array['AuditPlanned', 'AuditDone'])[step + 1] end as type,
         case part when 'audited' then 'audit-' || ${id('0201', 'which')} else 'indicator-' || ${id('0210', 'which')} end as stream,
         (month + make_interval(months => case part when 'valued' then 1 + step else 0 end, days => case part when 'audited' then step * 10 else 0 end))::date as day
    from placed),
said as (
  select *, case type when 'IndicatorDefined' then ${DEFINED} when 'AuditPlanned' then ${PLANNED} when 'AuditDone' then ${DONE} else ${VALUED} end as data
    from told)
insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
  effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
select $1, n, ${id('0001', 'n')}::uuid, stream, version, type, 1, '2026-01-01Z'::timestamptz + n * interval '1 second',
       day::text, day::timestamp at time zone 'Europe/London',
       convert_to(format('{"actor":{"id":"%s","kind":"person","role":"auditor"},"corrects":null,"v":1}', ${id('0012', 'n % 7')}), 'UTF8'),
       data, sha256('bench'), ${id('0001', 'n')}::uuid, 0, 1
  from said`;

/** Writes the log of a council that has none yet. The connection is to be the only one of its pool. */
export const writeRegisterLog = async (admin: Sql, tenant: string): Promise<void> => {
  await admin`set statement_timeout = 0`;
  await admin.unsafe(LOG, [tenant]);
  await admin`insert into ledger.tenants (tenant, position, recorded_at, clock) values (${tenant}, ${EVENTS}, now(), 'replayed')`;
  await admin`vacuum analyze ledger.events`;
};
