/** THE LIST of registers on the one skeleton: whoever corrects, or reads them all, needs no other. */
import { audit } from '../audit/audit.js';
import { auditProgramme } from '../audit/programme.js';
import type { Fact } from '../events.js';
import { indicator } from '../indicator/indicator.js';
import { smallRegisters } from '../registers/small-registers.js';

export const registers = [auditProgramme, audit, indicator, ...smallRegisters] as const;

/** The register whose event a fact is, and the id of the record that it is about. */
export const registerOfFact = ({
  type,
  data,
}: Fact): { readonly category: string; readonly recordId: string } | null => {
  const found = registers.find(({ types }) => (types as readonly string[]).includes(type));
  if (found === undefined) return null;
  return {
    category: found.category,
    recordId: (data as Readonly<Record<string, unknown>>)[found.id] as string,
  };
};
