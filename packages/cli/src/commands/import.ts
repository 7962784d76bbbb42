import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { calendarDate, endOfLondonDay, londonDay } from '@improvement-ledger/domain';
import { readHead, withTenants } from '@improvement-ledger/event-store';
import type { Problem, ProposedPlan } from '@improvement-ledger/importer';
import { readPlan } from '@improvement-ledger/importer';
import type { QueueHome } from '@improvement-ledger/projections';
import { giveHint } from '@improvement-ledger/projections';
import { carryOut, isOfARow } from '../import/carry-out.js';
import type { Edition } from '../import/edition.js';
import type { Existing } from '../import/existing-plan.js';
import { readExisting } from '../import/existing-plan.js';
import type { ImportStep, Remark } from '../import/import-step.js';
import { planImport } from '../import/plan-import.js';
import { summaryOf } from '../import/summary.js';
import type { Sql } from '../ledger.js';
import { requireCouncil } from '../ledger.js';
import type { Mandate } from '../mandate.js';
import { mandateFrom, mandateHelp, mandateOptions, mandateUsage } from '../mandate.js';
import { RefusedError } from '../refused-error.js';
import type { Terminal } from '../terminal.js';
import type { Command, Given } from './command.js';
import { requiredOption } from './command.js';
import { importFigures } from './import-figures.js';

/** Far beyond any plan, and small enough to hold. */
const FILE_BYTES_MAX = 50 * 1024 * 1024;

/** The exit code of an import that was not taken whole. */
export const SOME_REFUSED = 3;

export const importDocument: Command = {
  usage: `import FILE --council KEY (--plan TITLE | --figures SOURCE [--as-at DATE]) --effective DATE ${mandateUsage} [--dry-run]`,
  does: "records a plan's document, what a later edition of it changes, or figures of the workforce",
  help: [
    '',
    ...mandateHelp,
    '--figures NAME the file holds posts, starters and leavers, or a scorecard, as NAME reports them',
    '--as-at DATE   the day to which these figures are; that of --effective, unless given',
    '--dry-run      says what would be recorded, and records nothing',
    '',
    'A row that cannot be taken is named and left out; the others are recorded. The exit code is',
    '  0  every row was taken',
    `  ${SOME_REFUSED}  some rows were refused, the others taken`,
    '  1  nothing was taken: the document, or what was asked, was refused',
    '  2  the words were wrong',
  ],
  arguments: ['FILE'],
  options: {
    council: { type: 'string', required: true },
    plan: { type: 'string' },
    figures: { type: 'string' },
    'as-at': { type: 'string' },
    effective: { type: 'string', required: true },
    ...mandateOptions,
    'dry-run': { type: 'boolean' },
  },

  async run(sql, given, terminal, queueHome) {
    const effective = dateFrom(requiredOption(given, 'effective'));
    const mandate = mandateFrom(given);
    const planTitle = titleFrom(given);
    const bytes = await bytesOf(resolve(terminal.folder, given.argument('FILE')));
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const dryRun = given.flag('dry-run');
    const fileName = basename(given.argument('FILE'));
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (planTitle === null) {
      const source = sourceFrom(given);
      const asAt = dateFrom(given.option('as-at') ?? effective, 'as-at');
      const file = { bytes, fileName, hash, source, effective, asAt, restating: mandate.reason };
      const say = { terminal, lineOf: (remark: Remark) => lineOf(file, remark) };
      const refusedRows = await importFigures(sql, key, file, dryRun, say);
      if (!dryRun) terminal.out(await tellWorkers(sql, key, queueHome));
      return refusedRows > 0 ? SOME_REFUSED : 0;
    }
    const edition: Edition = {
      planTitle,
      fileName,
      hash,
      effective,
      dayEnd: endOfLondonDay(effective),
    };
    const { plan, problems } = readPlan({ bytes, fileName: edition.fileName, inForceFrom: effective });
    if (plan === null) {
      for (const problem of problems) terminal.err(lineOf(edition, problem));
      throw new RefusedError(`${edition.fileName} was not imported: no plan could be read from it.`);
    }
    const existing = await withTenants(sql, [key], async (tx) => readExisting(tx, key, planTitle));
    refuseBeforeThePlan(existing, edition);
    const reading = { plan, problems, existing, edition, mandate, dryRun };
    const { lines, refused } = await record(sql, key, reading, terminal);
    if (!dryRun) terminal.out(await tellWorkers(sql, key, queueHome));
    for (const line of lines) terminal.out(line);
    return refused > 0 ? SOME_REFUSED : 0;
  },
};

interface Reading {
  readonly plan: ProposedPlan;
  readonly problems: readonly Problem[];
  readonly existing: Existing;
  readonly edition: Edition;
  readonly mandate: Mandate;
  readonly dryRun: boolean;
}

/** Gives the workers a hint, as the API does, and says up to where they are to read. */
export const tellWorkers = async (sql: Sql, tenant: string, home: QueueHome): Promise<string> => {
  const head = await withTenants(sql, [tenant], async (tx) => readHead(tx, tenant));
  const reached = `${tenant} is recorded up to position ${head}`;
  // Without Redis, and where it does not answer, the workers find by themselves what is new.
  const isTold =
    'redisUrl' in home &&
    (await giveHint(home, { tenant, head }).then(
      () => true,
      () => false,
    ));
  return isTold ? `${reached}; the workers were told.` : `${reached}; the workers find it within seconds.`;
};

/** What is said in the end, and how many rows were refused. */
const record = async (
  sql: Sql,
  tenant: string,
  { plan, problems, existing, edition, mandate, dryRun }: Reading,
  { out }: Terminal,
): Promise<ReturnType<typeof summaryOf>> => {
  const planned = planImport(plan, existing, edition, mandate);
  if (dryRun) for (const line of wouldRecord(planned.steps, existing)) out(line);
  const done = dryRun
    ? { events: null, rows: rowsOf(planned.steps), remarks: [] }
    : await carryOut(sql, tenant, planned, edition, new Set(existing.people.values()));
  const remarks: readonly Remark[] = [...problems, ...planned.remarks, ...done.remarks];
  for (const remark of remarks) out(lineOf(edition, remark));
  if (dryRun) out('Dry run: nothing was recorded. Without --dry-run it would be:');
  return summaryOf(plan, remarks, done);
};

const rowsOf = (steps: readonly ImportStep[]): ReadonlySet<number> =>
  new Set(steps.filter(isOfARow).map(({ row }) => row));

/** One line for each event kind and row; people with the row that names them first. */
const wouldRecord = (steps: readonly ImportStep[], { people: known }: Existing): string[] => {
  const registered = new Set(known.values());
  return steps.flatMap(({ row, what, line, people }) => {
    const place = what === 'plan' || what === 'vocabulary' ? '' : `row ${row}: `;
    const others = people.filter(({ id }) => !registered.has(id));
    for (const { id } of others) registered.add(id);
    return [`${place}${line}`, ...others.map(({ name }) => `${place}PersonRegistered "${name}"`)];
  });
};

/** `file:row column: message`, as editors and people find places. */
export const lineOf = (
  { fileName }: Pick<Edition, 'fileName'>,
  { severity, row, column, message }: Pick<Remark, 'severity' | 'row' | 'column' | 'message'>,
): string => {
  const place = `${fileName}${row === null ? '' : `:${row}`}${column === null ? '' : ` ${column}`}`;
  return severity === 'note' ? `note: ${place}: ${message}` : `${place}: ${message}`;
};

/** The title of the plan; `null` where the file is of figures. */
const titleFrom = (given: Given): string | null => {
  const [title, source] = [given.option('plan')?.trim() ?? null, given.option('figures')];
  if (title !== null && source !== null)
    throw new RefusedError('A file is of a plan or of figures, not both.');
  if (title === null && source === null) {
    throw new RefusedError(
      '--plan is missing: say of which plan the document is, or with --figures who reports its figures.',
      2,
    );
  }
  if (title === '') throw new RefusedError('The plan needs a title: --plan "Improvement plan 2015".');
  return title;
};

const sourceFrom = (given: Given): string => {
  const source = requiredOption(given, 'figures').trim();
  if (source === '')
    throw new RefusedError('The figures need a source: --figures "Monthly scorecard 2016-17".');
  return source;
};

export const dateFrom = (text: string, option = 'effective'): string => {
  const date = text.trim();
  if (!calendarDate.safeParse(date).success) {
    throw new RefusedError(`--${option} takes a date such as 2015-07-20, not "${text}".`);
  }
  if (date > londonDay(new Date().toISOString())) {
    throw new RefusedError(`--${option} ${date} is in the future; a document says what held up to now.`);
  }
  return date;
};

/** What an edition says of a time before the plan began could only contradict the beginning. */
const refuseBeforeThePlan = ({ plan }: Existing, { planTitle, effective, dayEnd }: Edition): void => {
  if (plan === null || dayEnd >= plan.from) return;
  throw new RefusedError(
    `"${planTitle}" begins in the ledger on ${londonDay(plan.from)}, after ${effective}: import its editions from the earliest on.`,
  );
};

export const bytesOf = async (path: string): Promise<Buffer> => {
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw new RefusedError(`${path} is a folder, not a document.`);
    if (about.size > FILE_BYTES_MAX) {
      throw new RefusedError(`${path} is larger than ${FILE_BYTES_MAX / 1024 / 1024} MiB.`);
    }
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new RefusedError(`There is no file ${path}.`, 1, { cause: error });
    if (code === 'EACCES') throw new RefusedError(`${path} may not be read.`, 1, { cause: error });
    throw error;
  }
};
