/** Counts, assessments and evidence of the sample council, as they stood in July 2025. */
import { complaints, equality, evidenceIndex, legal } from '@improvement-ledger/domain';
import type { Told } from './told-register.js';
import { actionIdOf, inCouncil } from './told-register.js';

const QUARTER = { kind: 'quarter', from: '2025-04-01', to: '2025-06-30' } as const;
const uncounted = {
  kind: 'complaint',
  period: QUARTER,
  stage: null,
  theme: null,
  outcome: null,
  source: null,
} as const;
const count = (name: string, of: object, number: number): Told => [
  '2025-07-07',
  `count/${name}`,
  complaints,
  { type: 'CountComplaints', ...uncounted, ...of, count: number },
];

const counts: readonly Told[] = [
  count('early', { stage: 'early-resolution' }, 7),
  count('stage-1', { stage: 'stage-1' }, 12),
  count('stage-2', { stage: 'stage-2' }, 2),
  count('communication', { theme: inCouncil('Communication') }, 9),
  count('service', { theme: inCouncil('Service provision') }, 8),
  count('conduct', { theme: inCouncil('Staff conduct') }, 4),
  count('upheld', { outcome: 'upheld' }, 6),
  count('partly', { outcome: 'partly-upheld' }, 5),
  count('not-upheld', { outcome: 'not-upheld' }, 10),
  count('children', { source: 'child' }, 3),
  count('compliments', { kind: 'compliment' }, 14),
  [
    '2025-07-18',
    'count/stage-1',
    complaints,
    { type: 'RecountComplaints', count: 12 + 1 },
    'One had come in by post.',
  ],
];
const legalWork: readonly Told[] = [
  [
    '2025-05-30',
    'legal/1',
    legal,
    { type: 'CountLegalWork', on: '2025-05-30', stage: 'pre-proceedings', cases: 17, delayed: 4, note: null },
  ],
  [
    '2025-06-30',
    'legal/2',
    legal,
    {
      type: 'CountLegalWork',
      on: '2025-06-30',
      stage: 'pre-proceedings',
      cases: 14,
      delayed: 1,
      note: inCouncil('One waits for an assessment.'),
    },
  ],
  [
    '2025-06-30',
    'legal/3',
    legal,
    { type: 'CountLegalWork', on: '2025-06-30', stage: 'to-issue', cases: 5, delayed: 0, note: null },
  ],
  [
    '2025-07-04',
    'legal/2',
    legal,
    { type: 'RecountLegalWork', cases: 14, delayed: 2 },
    'Another waits as well.',
  ],
];
const assessed = {
  groups: ['age', 'disability'],
  effects: inCouncil('None at this time.'),
  outcome: null,
  reviewMonths: 6,
};
const assessments: readonly Told[] = [
  [
    '2024-01-15',
    'equality/plan',
    equality,
    { type: 'AssessEquality', title: inCouncil('The improvement plan'), version: 1, ...assessed },
  ],
  ['2024-01-22', 'equality/plan', equality, { type: 'ReviseEquality', version: 2, ...assessed }],
  [
    '2024-03-01',
    'equality/front-door',
    equality,
    { type: 'AssessEquality', title: inCouncil('The new front door'), version: 1, ...assessed },
  ],
  ['2024-03-08', 'equality/front-door', equality, { type: 'SignEquality', note: null }],
  ['2024-04-02', 'equality/front-door', equality, { type: 'ImplementEquality' }],
];
const index = (name: string, digit: string, of: object): Told => [
  '2025-07-21',
  `evidence/${name}`,
  evidenceIndex,
  {
    type: 'IndexEvidence',
    title: inCouncil(`Audit report: ${name}`),
    url: inCouncil(`https://documents.northmere.example/audits/${name}.pdf`),
    sha256: digit.repeat(64),
    mediaType: 'application/pdf',
    size: 48_213,
    successMeasureId: null,
    ...of,
  },
];
const evidence: readonly Told[] = [
  index('assessments', 'a', {
    shows: inCouncil('That assessments are completed in time.'),
    linkedActionId: actionIdOf('B1.2'),
  }),
  index('supervision', 'b', { shows: inCouncil('That supervision is reflective.'), linkedActionId: null }),
  [
    '2025-07-23',
    'evidence/assessments',
    evidenceIndex,
    { type: 'ReviewEvidence', isSufficient: true, note: inCouncil('Twenty files were read.') },
  ],
];

export const countsTold: readonly Told[] = [...counts, ...legalWork, ...assessments, ...evidence];
