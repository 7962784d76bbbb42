export { evictionWarning } from '@improvement-ledger/projections';
export { commandLinePrincipal } from './principal.js';
export { loadSampleCouncil } from './sample/load.js';
export { issueLocalTokens, localPrincipals } from './tokens.js';
