/**
 * What Northmere was told by inspectors, and what its plan answers. Grades, numbers and dates are those of published reports of
 * 2011, 2015 and 2021; the words are ours.
 */
import { councilSubject, seal } from '@improvement-ledger/domain';
import type { Evening } from './evening.js';
import { said } from './evening.js';
import { sampleId } from './identity.js';

const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);

/** The 22 judgements of 2011, by grade. */
const judged2011: Readonly<Record<string, readonly string[]>> = {
  inadequate: [
    'Safeguarding: overall effectiveness',
    'Safeguarding: capacity for improvement',
    'Safeguarding: children are safe and feel safe',
    'Safeguarding: quality of provision',
    'Safeguarding: leadership and management',
    'Safeguarding: performance management and quality assurance',
  ],
  adequate: [
    'Safeguarding: ambition and prioritisation',
    'Safeguarding: partnership working',
    'Looked after: overall effectiveness',
    'Looked after: capacity for improvement',
    'Looked after: staying safe',
    'Looked after: enjoying and achieving',
    'Looked after: quality of provision',
    'Looked after: ambition and prioritisation',
    'Looked after: leadership and management',
    'Looked after: performance management and quality assurance',
  ],
  good: [
    'Safeguarding: contribution of health agencies',
    'Safeguarding: equality and diversity',
    'Looked after: being healthy',
    'Looked after: making a positive contribution',
    'Looked after: economic well-being',
  ],
  outstanding: ['Looked after: equality and diversity'],
};

const judged2015: readonly (readonly [string, string])[] = [
  ['Overall', 'inadequate'],
  ['Children who need help and protection', 'inadequate'],
  ['Children looked after and achieving permanence', 'requires-improvement'],
  ['Adoption performance', 'requires-improvement'],
  ['Experiences and progress of care leavers', 'requires-improvement'],
  ['Leadership, management and governance', 'requires-improvement'],
];

/** Number, the workstream that answers it, and what it is about. The first four are for immediate action. */
const recommended2015: readonly (readonly [string, string, (readonly string[])?])[] = [
  [
    'A',
    'What the last inspection asked for',
    ['Legal advice in time', 'Challenging oversight', 'Effective core groups'],
  ],
  ['B', 'No drift and delay in social work'],
  ['D', 'Screening for sexual exploitation wherever there is a risk'],
  ['C', 'A stable workforce, and the same social worker for a child'],
  ['A', 'A strategy for looked after children that follows from need'],
  ['A', 'A parenting board and a children’s council that have influence'],
  ['A', 'Learning from audits and complaints'],
  ['A', 'Partnership with health and schools'],
  ['B', 'Assessments and plans that are consistently good'],
  ['B', 'Supervision as the policy has it'],
  ['E', 'Health and dental assessments in time'],
  ['E', 'Care plans that follow what changes'],
  ['E', 'A written record after each review'],
  ['E', 'Life story work'],
  ['E', 'Care leavers who shape the service'],
  ['E', 'Health histories for care leavers'],
  ['E', 'Pathway plans', ['Updated at transfer', 'Made with the young person', 'Clear targets']],
];

const idOf = (year: string): string => sampleId(`inspection/${year}`);
const recommendationIdOf = (number: number): string => sampleId(`recommendation/2015/${number}`);

interface Inspected {
  readonly framework: 'slac' | 'sif' | 'ilacs';
  readonly kind: 'inspection' | 'focused-visit';
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly published: string;
}
const begin = (evening: Evening, year: string, about: Inspected): void => {
  const data = { inspectionId: idOf(year), ...about, title: inCouncil(about.title) };
  evening.add(`inspection-${year}`, about.from, [said({ type: 'InspectionRecorded', data })]);
};

const judge = (
  evening: Evening,
  year: string,
  day: string,
  judgements: readonly (readonly [string, string])[],
): void => {
  const steps = judgements.map(([title, grade], index) => {
    const data = {
      inspectionId: idOf(year),
      judgementId: sampleId(`judgement/${year}/${index}`),
      title: inCouncil(title),
      grade,
      isLimiting: year === '2015' && title.includes('help and protection'),
      isOverall: title === 'Overall' || title.endsWith('overall effectiveness'),
    };
    return said({ type: 'JudgementMade', data });
  });
  evening.add(`judgements-${year}`, day, steps);
};

const ids = (number: number) => ({
  inspectionId: idOf('2015'),
  recommendationId: recommendationIdOf(number),
});

const recommend = (evening: Evening): void => {
  const made = recommended2015.map(([, title, points = []], index) => {
    const number = index + 1;
    const data = {
      ...ids(number),
      number,
      class: number <= 4 ? ('priority' as const) : ('improvement' as const),
      title: inCouncil(title),
      points: points.map(inCouncil),
    };
    return said({ type: 'RecommendationMade', data });
  });
  evening.add('recommendations', '2015-05-13', made);
  const mapped = recommended2015.map(([workstream], index) => {
    const about = { kind: 'workstream', id: sampleId(`workstream/${workstream}`) } as const;
    return said({ type: 'RecommendationMapped', data: { ...ids(index + 1), about } });
  });
  // The eighth was first put to the wrong commitment.
  const wrong = { ...ids(8), about: { kind: 'commitment', id: sampleId('commitment/D1') } as const };
  evening.add('mapped', '2024-01-15', [...mapped, said({ type: 'RecommendationMapped', data: wrong })]);
  const note = inCouncil('The front door is no part of it.');
  evening.add('unmapped', '2024-02-01', [said({ type: 'RecommendationUnmapped', data: { ...wrong, note } })]);
};

const visit = (evening: Evening): void => {
  const found: readonly (readonly ['strength' | 'improvement', string, readonly number[]])[] = [
    ['improvement', 'Social work capacity for rising demand: 22 to 37 cases each in some teams', [4]],
    ['improvement', 'Oversight of children in need by qualified social workers', [1, 2, 10]],
    ['strength', 'Partnership in the response to the pandemic', []],
  ];
  const steps = found.map(([kind, title, repeats], index) => {
    const data = {
      inspectionId: idOf('2021'),
      findingId: sampleId(`finding/2021/${index}`),
      kind,
      title: inCouncil(title),
      repeats: repeats.map(recommendationIdOf),
    };
    return said({ type: 'FindingMade', data });
  });
  evening.add('findings', '2021-07-19', steps);
};

export const tellInspections = (evening: Evening): void => {
  begin(evening, '2011', {
    framework: 'slac',
    kind: 'inspection',
    title: 'Safeguarding and looked after children, 2011',
    from: '2011-04-04',
    until: '2011-04-15',
    published: '2011-06-01',
  });
  const all2011 = Object.entries(judged2011).flatMap(([grade, titles]) =>
    titles.map((title) => [title, grade] as const),
  );
  judge(evening, '2011', '2011-06-01', all2011);
  begin(evening, '2015', {
    framework: 'sif',
    kind: 'inspection',
    title: 'Children in need of help and protection, 2015',
    from: '2015-03-03',
    until: '2015-03-25',
    published: '2015-05-13',
  });
  judge(evening, '2015', '2015-05-13', judged2015);
  recommend(evening);
  begin(evening, '2021', {
    framework: 'ilacs',
    kind: 'focused-visit',
    title: 'Focused visit, 2021',
    from: '2021-06-09',
    until: null,
    published: '2021-07-19',
  });
  visit(evening);
};
