/** THE LIST of registers on the one skeleton: whoever corrects, or reads them all, needs no other. */
import { audit } from '../audit/audit.js';
import { auditProgramme } from '../audit/programme.js';

export const registers = [auditProgramme, audit] as const;
