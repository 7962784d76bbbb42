/**
 * Records the figures of a file as reported figures, a row at a time: a figure is made known with its first reading, and one
 * that stands is met again by what it measures, of whom, and by which source. A value that the ledger has otherwise is
 * refused, unless it is said why it is restated.
 */
import type { Figure, FigureCommand, Recorded } from '@improvement-ledger/domain';
import { figure, fold, office, periodName, seal, streamOf, textOf } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import {
  execute,
  FEED_PAGE_MAX,
  openTexts,
  readFeed,
  step,
  withTenants,
} from '@improvement-ledger/event-store';
import type { ProposedReading } from '@improvement-ledger/importer';
import { subjectOfCouncil } from '../in-council.js';
import type { Sql } from '../ledger.js';
import { newId } from '../new-id.js';
import { atTheTerminal } from '../principal.js';
import { evened } from './existing-plan.js';
import type { Remark } from './import-step.js';

export interface FiguresEdition {
  readonly fileName: string;
  readonly hash: string;
  /** Who reports the figures. */
  readonly source: string;
  /** From when they were published. */
  readonly effective: string;
  /** Why values that the ledger has otherwise are restated; `null`: they are refused. */
  readonly restating: string | null;
}

export interface FiguresRecorded {
  readonly remarks: readonly Remark[];
  readonly recorded: number;
  readonly unchanged: number;
}

/** What is known of a council's figures and roles. */
interface Known {
  readonly figures: Map<string, { readonly id: string; readonly state: Figure }>;
  readonly roles: ReadonlyMap<string, string>;
}

/** A role as people write it, in the plural or with a remark: "Senior Social Workers" is "Senior Social Worker". */
const roleKey = (name: string): string =>
  evened(name)
    .toLowerCase()
    .replace(/ ?\(.*\)$/, '')
    .replace(/s$/, '');

interface Described {
  readonly measure: string;
  readonly of: string | null;
  readonly source: string;
}
const keyOf = ({ measure, of, source }: Described): string =>
  [measure, evened(of).toLowerCase(), evened(source).toLowerCase()].join('\n');

const isOfInterest = ({ stream }: Recorded): boolean =>
  [figure, office].some(({ category }) => stream.startsWith(streamOf(category, '')));

const readKnown = async (sql: Sql, tenant: string): Promise<Known> =>
  withTenants(sql, [tenant], async (tx) => {
    const kept: Recorded[] = [];
    for (let after = 0; ;) {
      const page = await readFeed(tx, tenant, after, FEED_PAGE_MAX);
      kept.push(...page.filter(isOfInterest));
      after += page.length;
      if (page.length < FEED_PAGE_MAX) break;
    }
    const streams = new Map<string, Recorded[]>();
    for (const event of await openTexts(tx, tenant, kept)) {
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    }
    const of = (category: string) =>
      [...streams]
        .filter(([stream]) => stream.startsWith(streamOf(category, '')))
        .map(([, events]) => events as never);
    const figures = of(figure.category).flatMap((events) => {
      const state = fold(figure, events);
      if (state.defined === null || state.defined.teamId !== null) return [];
      const { figureId, measure, of: whom, source } = state.defined;
      const key = keyOf({ measure, of: textOf(whom), source: textOf(source) ?? '' });
      return [[key, { id: figureId, state }] as const];
    });
    const roles = of(office.category).flatMap((events) => {
      const { defined } = fold(office, events);
      const name = defined?.kind === 'role' ? textOf(defined.name) : null;
      return defined === null || name === null ? [] : [[roleKey(name), defined.officeId] as const];
    });
    return { figures: new Map(figures), roles: new Map(roles) };
  });

interface Planned {
  readonly steps: readonly Step[];
  readonly reason: string | null;
}

/** What the ledger has last of the period of a reading. */
const lastSaid = ({ period }: ProposedReading, state: Figure | undefined): string | null | undefined =>
  [...(state?.readings.values() ?? [])]
    .find(
      ({ period: { kind, from, to } }) => kind === period.kind && from === period.from && to === period.to,
    )
    ?.statements.at(-1)?.published.value;

/** What a reading comes to; `null` where the ledger has it so already. */
const planReading = (
  reading: ProposedReading,
  { figures, roles }: Known,
  { source, restating }: FiguresEdition,
  subject: string,
): Planned | null => {
  const { measure, of, period, published } = reading;
  const key = keyOf({ measure, of, source });
  const known = figures.get(key);
  const last = lastSaid(reading, known?.state);
  if (last !== undefined && last === published.value) return null;
  const figureId = known?.id ?? newId();
  const reason = last === undefined ? null : restating;
  const said = { figureId, periodKind: period.kind, period: periodName(period), ...published };
  const command: FigureCommand = { type: reason === null ? 'ReportFigure' : 'RestateFigure', ...said };
  if (known !== undefined) return { steps: [step(figure, figureId, command)], reason };
  figures.set(key, { id: figureId, state: figure.initial });
  const roleId = of === null ? null : (roles.get(roleKey(of)) ?? null);
  const words = { of: of === null ? null : seal(subject, of), source: seal(subject, source) };
  const define: FigureCommand = { type: 'DefineFigure', figureId, measure, teamId: null, roleId, ...words };
  return { steps: [step(figure, figureId, define), step(figure, figureId, command)], reason };
};

/** Records the readings of a file; of a dry run it says only what they would come to. */
export const recordFigures = async (
  sql: Sql,
  tenant: string,
  readings: readonly ProposedReading[],
  edition: FiguresEdition,
  isDryRun: boolean,
): Promise<FiguresRecorded> => {
  const known = await readKnown(sql, tenant);
  const subject = await subjectOfCouncil(sql, tenant);
  const correlation = newId();
  const remarks: Remark[] = [];
  let [recorded, unchanged] = [0, 0];
  for (const reading of readings) {
    const planned = planReading(reading, known, edition, subject);
    if (planned === null) {
      unchanged += 1;
      continue;
    }
    const { row, column } = reading;
    const document = { hash: edition.hash, name: seal(subject, edition.fileName) };
    const { refusal } = isDryRun
      ? { refusal: undefined }
      : await execute(sql, {
          tenant,
          grants: [tenant],
          steps: planned.steps,
          circumstances: {
            ...atTheTerminal({ channel: 'import', document, row }, correlation),
            reason: planned.reason === null ? null : seal(subject, planned.reason),
            effectiveAt: edition.effective,
          },
          idempotency: { key: `import:${newId()}`, request: null },
        });
    if (refusal === undefined) recorded += 1;
    else remarks.push({ severity: 'refused', row, column, message: refusal.message });
  }
  return { remarks, recorded, unchanged };
};
