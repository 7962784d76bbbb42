import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemKinds, readPlan, type ProposedPlan } from './index.js';

const read = (content: string | Uint8Array, fileName = 'plan.csv') =>
  readPlan({
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    fileName,
    inForceFrom: '2015-07-01',
  });
const fixture = (name: string) => read(readFileSync(new URL(`fixtures/${name}`, import.meta.url)), name);
const actionsOf = (plan: ProposedPlan | null) =>
  (plan?.workstreams ?? []).flatMap(({ commitments }) => commitments.flatMap(({ actions }) => actions));
const codes = ({ problems }: ReturnType<typeof readPlan>) =>
  problems.map(({ row, code }) => `${row} ${code}`);

describe('a plan', () => {
  const { plan, problems } = fixture('plan.csv');

  it('has its workstreams, commitments and actions in order, also where rows of one stand apart', () => {
    expect(problems).toEqual([]);
    const outline = plan?.workstreams.map(({ reference, commitments }) => [
      reference,
      ...commitments.map(
        (each) => `${each.reference}: ${each.actions.map((action) => action.reference).join(' ')}`,
      ),
    ]);
    expect(outline).toEqual([
      ['A', 'A1: A1.1 A1.2 A1.3', 'A2: A2.1'],
      ['B', 'B1: B1.1 B1.2'],
    ]);
    expect(plan?.workstreams[0]?.title).toBe('A: Steady leadership');
  });

  it('keeps what was written beside what was understood', () => {
    const [first, second, , fourth] = actionsOf(plan).toSorted((one, other) => one.row - other.row);
    expect(first).toMatchObject({
      row: 2,
      title: 'Publish a monthly figures pack\nwith a short commentary',
      dueAsWritten: 'End July 2015',
      due: { kind: 'dated', lastDay: '2015-07-31', precision: 'month' },
      owners: [{ kind: 'person', part: 'owner', name: 'Mina Okafor', post: 'HoS, Early Years' }],
      rag: 'green',
      statusUpdate: 'First pack sent.',
    });
    expect(first?.cells).toHaveLength(8);
    expect(first?.cells.at(-1)).toEqual({ column: 'Cost', text: 'No cost' });
    expect(second).toMatchObject({ row: 3, rag: null, statusUpdate: null, due: { unconfirmed: true } });
    expect(fourth).toMatchObject({
      rag: 'red',
      ragAsWritten: 'R',
      due: { kind: 'standing', from: '2015-07-01' },
    });
  });

  it('has the usual four ratings, and the others that its file uses after them', () => {
    const usual = ['red', 'amber', 'green', 'blue'];
    expect(plan?.ragWords.map(({ key }) => key)).toEqual(usual);
    expect(read('Action,RAG\nWalk,\n').plan?.ragWords.map(({ key }) => key)).toEqual(usual);
    expect(read('Action,RAG\nWalk,Yellow\nRun,Orange\n').plan?.ragWords).toMatchObject([
      ...usual.map((key, index) => ({ key, order: index + 1 })),
      { key: 'orange', order: null },
      { key: 'yellow', order: null },
    ]);
  });

  it('is one commitment called "Actions" where the file names none', () => {
    expect(read('Task,When\nWalk,June 2016\n').plan?.workstreams).toMatchObject([
      { reference: 'A', title: 'Actions', commitments: [{ reference: 'A1', title: 'Actions' }] },
    ]);
  });
});

describe('a row that cannot be read', () => {
  it('is left out and listed, and the rest goes on', () => {
    const found = fixture('refused-rows.csv');
    expect(codes(found)).toEqual([
      'null rows-above-header',
      '3 impossible-date',
      '4 place-from-above',
      '5 unknown-rag',
      '6 no-action-text',
      '7 wrong-cell-count',
      '8 place-unclear',
      '9 broken-quotes',
    ]);
    expect(actionsOf(found.plan).map(({ row, reference, title }) => [row, reference, title])).toEqual([
      [4, 'A1.2', 'Visit each home'],
      [10, 'B1.1', 'Meet the heads'],
    ]);
    expect(found.problems[1]).toEqual({
      severity: 'refused',
      file: 'refused-rows.csv',
      row: 3,
      column: 'Due date',
      code: 'impossible-date',
      message: `${problemKinds['impossible-date'].sentence} It says "31 February 2016".`,
    });
    expect(found.problems.at(-1)?.message).toContain('begins on line 9');
  });

  it('is refused where a cell is too long or cannot be stored, and passes no such title on', () => {
    const long = read(
      `Workstream,Action\n${'w'.repeat(5_000)},Walk\n,Run\nB: Sit,Si\u0007t\nB: Sit,${'x'.repeat(100_001)}\n`,
    );
    expect(codes(long)).toEqual([
      '2 cell-too-long',
      '3 place-unclear',
      '4 unprintable-character',
      '5 cell-too-long',
      'null no-actions',
    ]);
  });

  it('does not carry a commitment from one workstream to the next', () => {
    const { plan, problems } = read('Workstream,Commitment,Action\nA: One,Kept,Walk\n,,Run\nB: Two,,Sit\n');
    expect(plan?.workstreams[1]?.commitments[0]?.title).toBe('Actions');
    expect(problems.map(({ code }) => code)).toEqual([
      'place-from-above',
      'place-from-above',
      'place-not-stated',
    ]);
  });
});

describe('references', () => {
  it('are the file’s own where it has them', () => {
    const found = read('Ref,Action\n1.1,Walk\n,Run\n1.1,Sit\n#?,Stand\nA1.2,Lie\n');
    expect(actionsOf(found.plan).map(({ reference }) => reference)).toEqual([
      '1.1',
      'A1.1',
      '1.1',
      'A1.3',
      'A1.2',
    ]);
    expect(codes(found)).toEqual([
      '3 reference-not-usable',
      '4 repeated-reference',
      '5 reference-not-usable',
    ]);
  });

  it('do not give two workstreams one letter', () => {
    const rows = 'Workstream,Action\nHomes,Walk\nA: Schools,Run\nA: Roads,Sit\n';
    expect(read(rows).plan?.workstreams.map(({ reference }) => reference)).toEqual(['B', 'A', 'C']);
  });
});

describe('a file without an action', () => {
  it.each([
    ['a header alone', 'Action,By when\n', ['null no-actions']],
    ['blank rows', 'Action,By when\n,\n', ['null no-actions']],
    ['refused rows', 'Action,By when\nWalk,31 June 2016\n', ['2 impossible-date', 'null no-actions']],
  ])('(%s) is no plan', (_what, content, problems) => {
    const found = read(content);
    expect(found.plan).toBeNull();
    expect(codes(found)).toEqual(problems);
  });
});

describe('columns', () => {
  it('are named in the problem where none is an action', () => {
    const { plan, problems } = read('measure,month,value\nVisits,2016-04,12\n');
    expect(plan).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.code).toBe('no-action-column');
    expect(problems[0]?.message).toContain('measure, month, value');
  });

  it('take the plainest name, and keep the others as they are', () => {
    const found = read('Action,Comments,Status update,,Colour of pen\nWalk,c,s,x,blue\n');
    expect(codes(found)).toEqual(['1 second-column']);
    expect(actionsOf(found.plan)[0]).toMatchObject({
      statusUpdate: 's',
      cells: [{}, { column: 'Comments', text: 'c' }, {}, { column: 'Column 4', text: 'x' }, { text: 'blue' }],
    });
  });

  it('are limited in number and in the length of their names', () => {
    expect(codes(read(`Action${',x'.repeat(100)}\n`))).toEqual(['1 too-many-columns']);
    expect(codes(read(`Action,${'x'.repeat(201)}\n`))).toEqual(['1 header-too-long']);
  });
});

it('never throws, whatever the file', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(Array.isArray(read(bytes).problems)).toBe(true);
    }),
  );
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('"', '""', '\n', ',', 'A: x', 'Green', '31/02/2016', 'Ann Lee (SM)'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 })), (rows) => {
      const { plan, problems } = read(
        `Workstream,Action,By when,By whom,RAG\n${rows.map((row) => row.join(',')).join('\n')}`,
      );
      const references = actionsOf(plan).map(({ reference }) => reference);
      expect(new Set(references).size).toBe(references.length);
      expect(problems.every(({ message }) => message.length > 0)).toBe(true);
    }),
  );
});
