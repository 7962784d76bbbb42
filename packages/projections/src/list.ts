/** THE LIST of read models. The workers keep each of them for every council; nothing else needs to name them. */
import { actionHistory } from './action-history.js';
import { actionRegister } from './action-register.js';
import { auditOutcomes } from './audit-outcomes.js';
import { challengeRegister } from './challenge-register.js';
import { councilRegister } from './council-register.js';
import { joiningRegister } from './joining-register.js';
import { digestRegister } from './digest-register.js';
import { officeRegister } from './office-register.js';
import { overdueActions } from './overdue-actions.js';
import { personRegister } from './person-register.js';
import { planRegister } from './plan-register.js';
import { planStructure } from './plan-structure.js';
import { planRecords } from './plan-records.js';
import type { Projection } from './projection.js';
import { publishedFigures } from './published-figures.js';
import { ragHistory } from './rag-history.js';
import { recruitmentChurn } from './recruitment-churn.js';
import { reportedFigures } from './reported-figures.js';
import { registerEntries } from './register-entries.js';
import { staffingRegister } from './staffing-register.js';

export const projections: readonly Projection[] = [
  councilRegister,
  personRegister,
  officeRegister,
  planRegister,
  planStructure,
  actionRegister,
  actionHistory,
  ragHistory,
  overdueActions,
  challengeRegister,
  staffingRegister,
  recruitmentChurn,
  digestRegister,
  planRecords,
  reportedFigures,
  joiningRegister,
  registerEntries,
  auditOutcomes,
  publishedFigures,
];
