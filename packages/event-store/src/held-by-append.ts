/**
 * Rules that no record can hold by itself, since they are about several: the append holds them in the database
 * (`migrations/0014-rules-across-records.sql`, and the index of links in `0009-live-access.sql`), and fails. Here that
 * becomes the refusal that the caller is told.
 */
import type { EventType, Refusal } from '@improvement-ledger/domain';
import { refuse } from '@improvement-ledger/domain';
import type { Placed } from './body.js';

const GSS_CODE_TAKEN = 'LG007';
const NOBODY_ADMINISTERS = 'LG008';
const UNIQUE_VIOLATION = '23505';
/** The index by which a subject stands for one person, also where two links of it are made at one moment. */
const ONE_LINK_OF_A_SUBJECT = '"links_by_subject"';

/** What of a command may leave nobody who administers the council; a correction is named by what it corrects. */
const fieldOf: Partial<Readonly<Record<EventType, string>>> = {
  AccessEnded: 'grantId',
  SubjectUnlinked: 'linkId',
  IssuerDistrusted: 'issuerId',
  TokenRevoked: 'tokenId',
};
const correctedFieldOf: Partial<Readonly<Record<EventType, string>>> = {
  AccessGranted: 'until',
  IssuerTrusted: 'audience',
};

const fieldIn = (placed: readonly Placed[]): string | null => {
  for (const { fact } of placed) {
    if (fact.corrects?.kind === 'retracted') return 'position';
    const field = (fact.corrects === undefined ? fieldOf : correctedFieldOf)[fact.type];
    if (field !== undefined) return field;
  }
  return null;
};

/** The refusal behind a failure of the append, which is an error of the database; `null` for a fault. */
export const refusalBehind = (failure: unknown, placed: readonly Placed[]): Refusal | null => {
  const { code: sqlstate, message } = failure as { readonly code?: unknown; readonly message?: unknown };
  if (sqlstate === UNIQUE_VIOLATION && String(message).includes(ONE_LINK_OF_A_SUBJECT)) {
    return refuse('subject-already-linked', 'subject', 'Undo that link first.');
  }
  if (sqlstate === GSS_CODE_TAKEN) {
    const isRetraction = placed.some(({ fact }) => fact.corrects?.kind === 'retracted');
    return refuse('gss-code-taken', isRetraction ? 'position' : 'gssCode');
  }
  return sqlstate === NOBODY_ADMINISTERS
    ? refuse('last-administrator', fieldIn(placed), 'Give another one access, and a way to sign in, first.')
    : null;
};
