import './provided.js';

export type { TestDatabase } from './test-database.js';
export { createTestDatabase } from './test-database.js';
export { planSample } from './sample-effect.js';
export { entryOf } from './log-entry.js';
export { personRequest } from './append-requests.js';
export { firstShapes, recordFirstShapes } from './first-shapes.js';
export { beginLedger, beginPlan, gssCodeFor, orderOf, PLAN_HEAD, registerPerson } from './sample-ledger.js';
export {
  carriedOut,
  grantAccess,
  hashOf,
  invitePerson,
  issueToken,
  linkSubject,
  trustIssuer,
} from './access.js';
