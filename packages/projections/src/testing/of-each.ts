/** A fact for every read model, so that none of them is empty where it is looked at which rows are shown. */
import { sampleData } from '@improvement-ledger/domain/testing';
import type { ToldFact } from './log.js';
import { planWith, ratings } from './log.js';

export const factsOfEach: readonly ToldFact[] = [
  ...planWith(),
  ...ratings(['red']),
  { type: 'ChallengeRaised', data: sampleData.ChallengeRaised },
  { type: 'RoleDefined', data: sampleData.RoleDefined },
  { type: 'PostOpened', data: sampleData.PostOpened },
  { type: 'FigureDefined', data: sampleData.FigureDefined },
  { type: 'InductionCompleted', data: sampleData.InductionCompleted },
  { type: 'ClosureDaysSet', data: sampleData.ClosureDaysSet },
  { type: 'BodyCadenceSet', data: sampleData.BodyCadenceSet },
  { type: 'AuditPlanned', data: sampleData.AuditPlanned },
  { type: 'WorkforceFiguresPublished', data: sampleData.WorkforceFiguresPublished },
];
