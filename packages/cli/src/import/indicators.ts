/** Records proposed indicators and their readings, each reading with its row as its source. */
import type { DataOf, IndicatorCommand, Recorded } from '@improvement-ledger/domain';
import {
  councilSubject,
  fold,
  indicator,
  readingsOf,
  same,
  seal,
  standingOf,
} from '@improvement-ledger/domain';
import { execute, namedId, readEvent, readStreams, step, withTenants } from '@improvement-ledger/event-store';
import type { ProposedIndicator } from '@improvement-ledger/importer';
import type { Sql } from '../ledger.js';
import { newId } from '../new-id.js';
import { atTheTerminal } from '../principal.js';
import type { Remark } from './import-step.js';

interface FiguresEdition {
  readonly fileName: string;
  readonly hash: string;
  /** The day on which the figures were published. */
  readonly effective: string;
  readonly reason: string | null;
}
interface CarriedOutIndicators {
  readonly recorded: number;
  readonly unchanged: number;
  readonly remarks: readonly Remark[];
}

/** The command that says what a reading is now; `null` where that is known. */
const commandFor = (
  { period, published }: ProposedIndicator['readings'][number],
  indicatorId: string,
  state: Parameters<typeof readingsOf>[0],
): IndicatorCommand | null => {
  const known = readingsOf(state).find((each) => same(each.period, period));
  const standing = known === undefined ? null : standingOf(known);
  if (standing?.published === null || standing === null) {
    return { type: 'FinaliseReading', indicatorId, period, published };
  }
  const isKnown = same(standing.known?.data.published, published);
  return isKnown ? null : { type: 'RestateReading', indicatorId, period, published };
};

const definitionOf = (
  tenant: string,
  subject: string,
  { name, unit, kind, relation, section }: ProposedIndicator,
): DataOf<'IndicatorDefined'> => ({
  indicatorId: namedId(tenant, 'indicator', name),
  name: seal(subject, name),
  meaning: null,
  formula: null,
  population: null,
  source: seal(subject, section),
  unit,
  kind,
  series: 'own',
  direction: null,
  target: null,
  tolerance: null,
  clock: null,
  relation:
    relation === null
      ? null
      : { kind: relation.kind, indicatorId: namedId(tenant, 'indicator', relation.name) },
});

export const carryOutIndicators = async (
  sql: Sql,
  tenant: string,
  indicators: readonly ProposedIndicator[],
  { fileName, hash, effective, reason }: FiguresEdition,
): Promise<CarriedOutIndicators> => {
  const councilId = await withTenants(sql, [tenant], async (tx) => {
    const registered = (await readEvent(tx, tenant, 1)) as Recorded<'CouncilRegistered'>;
    return registered.data.councilId;
  });
  const subject = councilSubject(councilId);
  const correlation = newId();
  const counts = { recorded: 0, unchanged: 0 };
  const remarks: Remark[] = [];
  const send = async (indicatorId: string, command: IndicatorCommand, row: number | null): Promise<void> => {
    const source = { channel: 'import' as const, document: { hash, name: seal(subject, fileName) }, row };
    const { refusal, receipt } = await execute(sql, {
      tenant,
      grants: [tenant],
      steps: [step(indicator, indicatorId, command)],
      circumstances: {
        ...atTheTerminal(source, correlation),
        reason: reason === null ? null : seal(subject, reason),
        effectiveAt: effective,
      },
      idempotency: { key: `import:${newId()}`, request: null },
    });
    if (refusal !== undefined) {
      remarks.push({ severity: 'refused', row, column: 'value', message: refusal.message });
    } else if (row !== null) counts[receipt.positions.length > 0 ? 'recorded' : 'unchanged'] += 1;
  };
  for (const each of beginningFirst(indicators)) {
    const indicatorId = namedId(tenant, 'indicator', each.name);
    const state = await withTenants(sql, [tenant], async (tx) =>
      fold(indicator, (await readStreams(tx, tenant, [`indicator-${indicatorId}`])) as never),
    );
    if (state.said.length === 0) {
      const definition = definitionOf(tenant, subject, each);
      await send(indicatorId, { type: 'DefineIndicator', ...definition }, null);
    }
    for (const reading of each.readings) {
      const command = commandFor(reading, indicatorId, state);
      if (command === null) counts.unchanged += 1;
      else await send(indicatorId, command, reading.row);
    }
  }
  return { ...counts, remarks };
};

/** Those to which others belong before these. */
const beginningFirst = (indicators: readonly ProposedIndicator[]): ProposedIndicator[] =>
  indicators.toSorted((a, b) => Number(a.relation !== null) - Number(b.relation !== null));
