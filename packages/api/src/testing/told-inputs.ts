/** What the inputs of mutations need besides names of records. */
export const told = {
  reason: 'To see what is answered.',
  issuer: 'https://login.example.net',
  due: { date: '2016-01-01' },
  owners: [{ kind: 'TEAM', name: 'Team managers' }],
  by: { kind: 'TEAM', name: 'Duty managers' },
  covers: { kind: 'PERSON', name: 'Ann Example' },
  url: 'https://files.example.org/minutes',
  mediaType: 'application/pdf',
  sha256: 'b'.repeat(64),
  case: 'C-0417',
  period: { kind: 'MONTH', name: '2015-01' },
  month: '2015-01',
  monthly: 2,
  ratings: [{ key: 'red', label: 'Red', order: 1 }],
  signal: 'no-update',
};

/** What a mutation needs under a name that another has for something else. */
export const toldOf: Readonly<Record<string, object>> = {
  reportFigure: { period: '2015-12', value: '1' },
  restateFigure: { period: '2015-12', value: '1' },
  moderateAudit: { by: 'PEER' },
  requireRemedy: { due: '2016-01-01' },
  requireLearning: { due: '2016-01-01' },
  countLegalWork: { cases: 2, delayed: 1, on: '2015-01-31' },
};
