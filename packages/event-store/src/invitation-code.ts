/** The code of an invitation: whoever holds it is the person meant. It is shown once; its hash alone is kept. */
import { createHash, randomBytes } from 'node:crypto';

/** How a code begins: whoever finds one somewhere can tell what it is, and the council which of its invitations. */
export const invitationPrefix = (invitationId: string): string => `ili_${invitationId.replaceAll('-', '')}`;

/** A new code, and what is kept of it. */
export const makeCode = (invitationId: string): { readonly code: string; readonly hash: Buffer } => {
  const code = `${invitationPrefix(invitationId)}_${randomBytes(32).toString('base64url')}`;
  return { code, hash: hashOfCode(code) };
};

/** SHA-256 of a code, however it was pasted. */
export const hashOfCode = (code: string): Buffer => createHash('sha256').update(code.trim()).digest();
