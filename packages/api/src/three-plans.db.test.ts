/**
 * Three real plans, sent cell by cell through the commands and read back: a plan of 2015 with costs, a recovery plan of
 * 2011 with measures and tests, and an immediate plan of 2011 with target groups. Their transcriptions are not part of
 * the project: LEDGER_INPUTS names their folder, and without it nothing is tried.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from './testing/change.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';

const folder = process.env['LEDGER_INPUTS'] ?? '';
const isGiven = folder !== '';
if (!isGiven) process.stdout.write('LEDGER_INPUTS is not set: the three real plans are not tried.\n');

/** A row of a plan: where it stands, its cells, and which of them mean what. */
interface Row {
  readonly workstream: string;
  readonly commitment: string;
  readonly reference: string;
  readonly cells: Readonly<Record<string, string>>;
}
/** How a plan's columns are called where they mean something to the ledger. */
interface Columns {
  readonly title: string;
  readonly due?: string;
  readonly owners?: string;
  readonly rag?: string;
  readonly narrative?: string;
  readonly details: Readonly<Record<string, string>>;
}
interface PlanFile {
  readonly file: string;
  readonly council: string;
  readonly inForceFrom: string;
  readonly ratings: readonly { readonly key: string; readonly label: string }[];
  readonly columns: Columns;
  readonly rowsOf: (json: never) => Row[];
  readonly actions: number;
}

type Cells = Readonly<Record<string, string>>;
const letter = (index: number): string => String.fromCodePoint(65 + index);

const plans: readonly PlanFile[] = [
  {
    file: 'west-berkshire-2015-improvement-plan.json',
    council: 'plan-of-2015',
    inForceFrom: '2015-07-20',
    ratings: ['Orange', 'Yellow', 'Green'].map((label) => ({ key: label.toLowerCase(), label })),
    columns: {
      title: 'action',
      due: 'byWhen',
      owners: 'byWhom',
      rag: 'rag',
      narrative: 'statusUpdate',
      details: { cost: 'cost' },
    },
    rowsOf: ({
      workstreams,
    }: {
      workstreams: { code: string; title: string; commitments: { title: string; actions: Cells[] }[] }[];
    }) =>
      workstreams.flatMap(({ code, title, commitments }) =>
        commitments.flatMap((each, c) =>
          each.actions.map((cells, a) => ({
            workstream: title,
            commitment: each.title,
            reference: `${code}${c + 1}.${a + 1}`,
            cells,
          })),
        ),
      ),
    actions: 94,
  },
  {
    file: 'slough-2011-recovery-plan.json',
    council: 'recovery-plan',
    inForceFrom: '2011-06-01',
    ratings: [{ key: 'green', label: 'Green' }],
    columns: {
      title: 'proposedAction',
      due: 'timeframe',
      details: { resources: 'resources', measures: 'measures', test: 'test', issue: 'recommendation' },
    },
    rowsOf: ({
      areas,
    }: {
      areas: {
        title: string;
        timeframes: {
          title: string;
          items: Cells[];
          ofstedRecommendations: { ref: string; text: string }[];
        }[];
      }[];
    }) =>
      areas.flatMap((area) =>
        area.timeframes.flatMap(({ title: timeframe, items, ofstedRecommendations }) =>
          items.map((item) => {
            const found = ofstedRecommendations.find(({ ref }) => ref === item['ref']);
            const cells = { ...item, timeframe, recommendation: found?.text ?? '' };
            return { workstream: area.title, commitment: timeframe, reference: item['ref'] ?? '', cells };
          }),
        ),
      ),
    actions: 20,
  },
  {
    file: 'slough-2011-immediate-action-plan.json',
    council: 'immediate-plan',
    inForceFrom: '2011-04-14',
    ratings: [{ key: 'green', label: 'Green' }],
    columns: {
      title: 'action',
      due: 'timescale',
      owners: 'lead',
      narrative: 'update',
      details: { targetGroup: 'targetGroup', issue: 'issue' },
    },
    rowsOf: ({ issues }: { issues: { issue: string; actions: Cells[] }[] }) =>
      issues.flatMap(({ issue, actions }, index) =>
        actions.map((cells, a) => ({
          workstream: 'Immediate actions',
          commitment: issue,
          reference: `${letter(index)}${a + 1}`,
          cells: { ...cells, issue },
        })),
      ),
    actions: 29,
  },
];

let api: RunningApi;
beforeAll(async () => {
  if (isGiven) api = await runTestApi(inject('adminUrl'));
});
afterAll(async () => {
  if (isGiven) await api.stop();
});

const FIELDS = `reference title rag { label } narrative due { asWritten kind } ownersAsWritten cells { column text }
  details { issue measures test resources cost targetGroup } commitment { title }`;
interface Read {
  readonly reference: string;
  readonly title: string;
  readonly rag: { readonly label: string } | null;
  readonly narrative: string | null;
  readonly due: { readonly asWritten: string | null };
  readonly ownersAsWritten: string | null;
  readonly cells: readonly { readonly column: string; readonly text: string }[];
  readonly details: Readonly<Record<string, string | null>> | null;
  readonly commitment: { readonly title: string };
}

/** What each of a row's cells that mean something was read back as. */
const readAs = (read: Read, { title, due, owners, rag, narrative, details }: Columns): Cells => ({
  [title]: read.title,
  ...(due !== undefined && { [due]: read.due.asWritten ?? '' }),
  ...(owners !== undefined && { [owners]: read.ownersAsWritten ?? '' }),
  ...(rag !== undefined && { [rag]: read.rag?.label ?? '' }),
  ...(narrative !== undefined && { [narrative]: read.narrative ?? '' }),
  ...Object.fromEntries(
    Object.entries(details).map(([name, column]) => [column, read.details?.[name] ?? '']),
  ),
});

/** Leaves out the cells that are blank: they say nothing. */
const said = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const send = async ({ council, inForceFrom, ratings, columns }: PlanFile, rows: readonly Row[]) => {
  const change = changeOf(api);
  const accepted = async (mutation: string, input: object, fields: string) => {
    const payload = await change(mutation, input, { role: 'administrator', fields });
    expect(payload.userErrors, JSON.stringify(input)).toEqual([]);
    return payload;
  };
  await accepted('registerCouncil', { key: council, name: council }, '');
  const drafted = await accepted(
    'draftPlan',
    { council, title: council, inForceFrom, ratings },
    'plan { id }',
  );
  const { id: planId } = drafted['plan'] as { id: string };
  const added = new Map<string, string>();
  const under = async (mutation: string, key: string, input: object): Promise<string> => {
    const known = added.get(key);
    if (known !== undefined) return known;
    const { added: id } = await accepted(mutation, { reference: `X${added.size + 1}`, ...input }, 'added');
    added.set(key, id as string);
    return id as string;
  };
  for (const { workstream, commitment, reference, cells } of rows) {
    const workstreamId = await under('addWorkstream', workstream, { planId, title: workstream });
    const key = `${workstream}/${commitment}`;
    const commitmentId = await under('addCommitment', key, { workstreamId, title: commitment });
    const details = Object.fromEntries(
      Object.entries(columns.details).map(([name, column]) => [name, said(cells[column])]),
    );
    const written = columns.due === undefined ? undefined : said(cells[columns.due]);
    const { action } = await accepted(
      'addAction',
      {
        commitmentId,
        reference,
        title: cells[columns.title],
        due: written === undefined ? { undated: 'BLANK' } : { asWritten: written },
        ownersAsWritten: columns.owners === undefined ? undefined : said(cells[columns.owners]),
        details,
        cells: Object.entries(cells).map(([column, text]) => ({ column, text })),
      },
      'action { id }',
    );
    const rag = columns.rag === undefined ? undefined : said(cells[columns.rag])?.toLowerCase();
    const narrative = columns.narrative === undefined ? undefined : said(cells[columns.narrative]);
    if (rag === undefined && narrative === undefined) continue;
    await accepted('recordStatus', { actionId: (action as { id: string }).id, rag, narrative }, '');
  }
  return planId;
};

const readAll = async (planId: string, council: string): Promise<Read[]> => {
  const position = (await api.heads())[council];
  const found: Read[] = [];
  for (let after: string | null = null; ;) {
    const { data, text } = await api.ask(
      `query ($after: String) { plan(id: "${planId}", minPosition: [{ council: "${council}", position: ${position} }]) {
        actions(first: 50, after: $after) { edges { node { ${FIELDS} } } pageInfo { hasNextPage endCursor } } } }`,
      { variables: { after }, token: api.tokens.adviser },
    );
    expect(data, text).not.toBeNull();
    const { edges, pageInfo } = (data!['plan'] as { actions: Page }).actions;
    found.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
};
interface Page {
  readonly edges: readonly { readonly node: Read }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe.skipIf(!isGiven)('every cell comes back', () => {
  test.each(plans.map((plan) => [plan.file, plan] as const))(
    'of %s',
    async (file, plan) => {
      const json = JSON.parse(await readFile(join(folder, file), 'utf8')) as never;
      const rows = plan.rowsOf(json);
      expect(rows).toHaveLength(plan.actions);
      const read = await readAll(await send(plan, rows), plan.council);
      expect(read).toHaveLength(plan.actions);
      rows.forEach((row, index) => {
        const action = read[index]!;
        expect(action).toMatchObject({ reference: row.reference, commitment: { title: row.commitment } });
        expect(Object.fromEntries(action.cells.map(({ column, text }) => [column, text]))).toEqual(row.cells);
        const meant = readAs(action, plan.columns);
        for (const [column, text] of Object.entries(meant)) expect(text, column).toBe(row.cells[column]);
      });
    },
    120_000,
  );
});
