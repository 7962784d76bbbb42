/**
 * What Northmere's plan costs, by what its success is known, and its versions. The figures of the costs summary are those that a
 * council printed in 2015, with their contradiction: both totals hold only if the row of agency staff is another.
 */
import type { Step } from '@improvement-ledger/event-store';
import type { Evening } from './evening.js';
import { said } from './evening.js';
import { personIdOf, sampleId } from './identity.js';
import { planId, planText } from './opening.js';

const POUND = 100;
interface Row {
  readonly title: string;
  readonly workstream: string;
  readonly isRecurrent: boolean;
  /** In pounds, by year. */
  readonly amounts: readonly [number, number?];
  readonly each?: readonly [quantity: string, rate: number];
  readonly asWritten?: string;
}
const rows: readonly Row[] = [
  { title: 'Life story training', workstream: 'E', isRecurrent: false, amounts: [20_000] },
  { title: 'Audit', workstream: 'B', isRecurrent: false, amounts: [13_600], each: ['160', 85] },
  {
    title: 'Test of assurance',
    workstream: 'A',
    isRecurrent: false,
    amounts: [12_000],
    asWritten: 'Worst case £12K',
  },
  { title: 'Commissioner', workstream: 'A', isRecurrent: false, amounts: [42_000], each: ['120', 350] },
  { title: 'Exploitation coordinator', workstream: 'D', isRecurrent: true, amounts: [21_600, 21_600] },
  {
    title: 'Reflective supervision',
    workstream: 'B',
    isRecurrent: true,
    amounts: [20_000, 20_000],
    each: ['20', 1_000],
  },
  { title: 'Practice training', workstream: 'C', isRecurrent: true, amounts: [40_000, 60_000] },
  { title: 'Agency staff', workstream: 'C', isRecurrent: true, amounts: [478_361, 498_361] },
];
const years = ['2015-16', '2016-17'] as const;

const tellCosts = (evening: Evening): void => {
  const steps: Step[] = [];
  for (const [index, { title, workstream, isRecurrent, amounts, each, asWritten }] of rows.entries()) {
    for (const [place, year] of years.entries()) {
      const amount = amounts[place];
      if (amount === undefined) continue;
      const data = {
        planId,
        costId: sampleId(`cost/${index}/${year}`),
        about: { kind: 'workstream', id: sampleId(`workstream/${workstream}`) } as const,
        title: planText(title),
        asWritten: asWritten === undefined ? null : planText(asWritten),
        quantity: each?.[0] ?? null,
        rate: each === undefined ? null : each[1] * POUND,
        amount: amount * POUND,
        amountMax: null,
        isRecurrent,
        year,
        source: planText(isRecurrent ? 'Base budget' : 'Improvement reserve'),
        isAdditional: true,
      };
      steps.push(said({ type: 'CostAdded', data }));
    }
  }
  evening.add('costs', '2024-01-15', steps);
  const slip = {
    planId,
    costId: sampleId('cost/slip'),
    about: { kind: 'action', id: sampleId('action/B1.2') } as const,
    title: planText('Reflective supervision, as an action says it'),
    asWritten: planText('20 days @ £100 a day = £20K'),
    quantity: '20',
    rate: 100 * POUND,
    amount: 20_000 * POUND,
    amountMax: null,
    isRecurrent: false,
    year: '2015-16',
    source: null,
    isAdditional: null,
  };
  // It is flagged as it is added, and counted once: under its workstream.
  evening.addSteps('cost-slip', '2024-01-15', [
    { make: () => said({ type: 'CostAdded', data: slip }), events: 2 },
  ]);
  const { costId } = slip;
  evening.add('cost-slip-withdrawn', '2024-02-01', [
    said({ type: 'CostWithdrawn', data: { planId, costId } }),
  ]);
};

const tellFlags = (evening: Evening): void => {
  const totals = [
    ['2015-16', 667_961, 647_561],
    ['2016-17', 600_361, 599_961],
  ] as const;
  for (const [year, printed, computed] of totals) {
    const flagId = sampleId(`flag/${year}`);
    const data = {
      planId,
      flagId,
      title: planText(`Total of the costs summary, ${year}`),
      printed: printed * POUND,
      computed: computed * POUND,
      unit: 'pence' as const,
      note: planText('The rows of the year added up.'),
    };
    evening.add(`flag-${year}`, '2024-01-22', [said({ type: 'ReconciliationFlagged', data })]);
    const note = planText('The total holds if agency staff cost £498,761, as the request for posts has it.');
    evening.add(`flag-${year}-explained`, '2024-01-24', [
      said({ type: 'ReconciliationExplained', data: { planId, flagId, note } }),
    ]);
  }
  const posts = {
    planId,
    flagId: sampleId('flag/posts'),
    title: planText('Established posts'),
    printed: 5_354,
    computed: 5_554,
    unit: 'hundredths-fte' as const,
    note: planText('The paragraph against the rows of the table.'),
  };
  evening.add('flag-posts', '2024-01-22', [said({ type: 'ReconciliationFlagged', data: posts })]);
};

const tellResources = (evening: Evening): void => {
  const asked: readonly (readonly [string, string, number, number, number])[] = [
    ['Social workers', 'Assessment', 4, 67_689, 40_000],
    ['Assistant team manager', 'Assessment', 1, 80_158, 50_000],
    ['Social worker', 'East locality', 1, 67_689, 40_000],
    ['Assistant team manager', 'East locality', 1, 80_158, 50_000],
  ];
  const steps = asked.map(([title, team, number, agency, permanent], index) => {
    const data = {
      planId,
      resourceId: sampleId(`resource/${index}`),
      title: planText(title),
      team: planText(team),
      number,
      agencyRate: agency * POUND,
      permanentRate: permanent * POUND,
    };
    return said({ type: 'ResourceRequested', data });
  });
  evening.add('resources', '2024-01-15', steps);
};

const tellMeasures = (evening: Evening): void => {
  const measures = [
    ['A', 'established', 'The board has a chair from outside the council', null],
    ['B', 'observed', 'Reflection is seen in supervision', null],
    ['C', 'measured', 'Agency workers in posts', 'Below 20%'],
    ['D', 'monitored', 'Decisions at the front door within a day', '95%'],
    ['E', 'measured', 'Records of reviews within seven days', '100%'],
  ] as const;
  for (const [workstream, kind, title, target] of measures) {
    const about = { kind: 'workstream', id: sampleId(`workstream/${workstream}`) } as const;
    const ids = { planId, measureId: sampleId(`measure/${workstream}`) };
    const data = {
      ...ids,
      about,
      title: planText(title),
      kind,
      target: target === null ? null : planText(target),
    };
    evening.add(`measure-${workstream}`, '2024-01-15', [said({ type: 'MeasureAdded', data })]);
  }
  const agency = { planId, measureId: sampleId('measure/C') };
  const achieved = (on: string, note: string): void =>
    evening.add(`achieved-${on}`, on, [
      said({ type: 'MeasureAchieved', data: { ...agency, note: planText(note) } }),
    ]);
  achieved('2024-11-30', '19% at the end of November.');
  evening.add('lapsed', '2024-12-31', [
    said({ type: 'MeasureLapsed', data: { ...agency, note: planText('21% at the end of December.') } }),
  ]);
  achieved('2025-03-31', '17% at the end of March, and every month since.');
};

const idsOf = (name: string) => ({ planId, versionId: sampleId(`version/${name}`) });

const tellVersions = (evening: Evening): void => {
  const bodyId = sampleId('body/improvement-board');
  const [first, second] = [idsOf('1'), idsOf('2')];
  const department = planText('Department for Education');
  const add = (what: string, on: string, fact: Parameters<typeof said>[0]): void =>
    evening.add(`version-${what}`, on, [said(fact)]);
  add('1', '2024-01-15', {
    type: 'VersionDrafted',
    data: { ...first, title: planText('Draft of January 2024') },
  });
  add('1-approved', '2024-02-13', { type: 'VersionApproved', data: { ...first, bodyId, note: null } });
  add('1-submitted', '2024-02-19', { type: 'VersionSubmitted', data: { ...first, title: department } });
  add('1-accepted', '2024-03-04', { type: 'VersionAccepted', data: { ...first, title: department } });
  add('2', '2024-10-21', {
    type: 'VersionDrafted',
    data: { ...second, title: planText('Refresh of autumn 2024') },
  });
  add('2-approved', '2024-11-12', { type: 'VersionApproved', data: { ...second, bodyId, note: null } });
  const note = planText('The refresh of autumn took its place.');
  add('1-superseded', '2024-11-12', { type: 'VersionSuperseded', data: { ...first, note } });
};

/** The round of updates before the board in July. */
const tellRound = (evening: Evening): void => {
  const ids = { planId, roundId: sampleId('round/2025-07-08') };
  const asked = (['director', 'assessment', 'care2', 'data2'] as const).map((key) => personIdOf(key));
  const meetingId = sampleId('meeting/2025-07-08');
  const add = (what: string, on: string, fact: Parameters<typeof said>[0]): void =>
    evening.add(`round-${what}`, on, [said(fact)]);
  add('opened', '2025-06-27', { type: 'RoundOpened', data: { ...ids, meetingId, asked } });
  const [first = '', second = '', third = '', last = ''] = asked;
  [first, second, third].forEach((personId, index) => {
    add(`answered-${index}`, '2025-07-03', { type: 'RoundAnswered', data: { ...ids, personId } });
  });
  add('chased', '2025-07-04', { type: 'RoundChased', data: { ...ids, chased: [last] } });
  const note = planText('One answer is missing.');
  add('frozen', '2025-07-07', { type: 'RoundFrozen', data: { ...ids, note } });
};

export const tellSchedule = (evening: Evening): void => {
  tellCosts(evening);
  tellFlags(evening);
  tellResources(evening);
  tellMeasures(evening);
  tellVersions(evening);
  tellRound(evening);
};
