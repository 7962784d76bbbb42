import './provided.js';

export type { TestDatabase } from './test-database.js';
export { createTestDatabase } from './test-database.js';
export { personRequest } from './append-requests.js';
export { beginPlan, PLAN_HEAD } from './sample-ledger.js';
export { firstShapes, recordFirstShapes } from './first-shapes.js';
