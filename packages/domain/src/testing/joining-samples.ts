/** Facts of Ann's joining as an agency worker, and of a figure of the workforce. */
import type { DataOf, FigureEventType, JoiningEventType } from '../events.js';
import { councilText, ids, personName } from './sample-parts.js';

const engagement = { personId: ids.ann, engagementId: ids.engagement };
const period = { kind: 'month', from: '2026-06-01', to: '2026-06-30' } as const;

/** Data of each event type of joining and of reported figures, complete and valid. */
export const joiningData: { readonly [Type in JoiningEventType | FigureEventType]: DataOf<Type> } = {
  InterviewHeld: { ...engagement, interview: 'face-to-face' },
  ReferencesApproved: { ...engagement, approvedBy: ids.ben },
  ExitReferenceReviewed: { ...engagement, discrepancy: personName('The dates of the last post differ.') },
  DiscrepancyReported: { ...engagement, reportedTo: 'agency' },
  InductionCompleted: { ...engagement, milestone: 'first-week' },
  FigureDefined: {
    figureId: ids.figure,
    measure: 'agency-share-of-establishment',
    teamId: ids.team,
    roleId: ids.role,
    of: councilText('Senior Social Workers'),
    source: councilText('Monthly scorecard'),
  },
  FigureReported: {
    figureId: ids.figure,
    period,
    value: '77',
    printed: '77%',
    numerator: '7',
    denominator: '9',
  },
  FigureRestated: {
    figureId: ids.figure,
    period,
    value: '78',
    printed: null,
    numerator: '7',
    denominator: '9',
  },
};
