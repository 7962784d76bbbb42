/** What a mail is to whoever carries it, and what they say of it. */
import type { AttemptOutcome, EffectReport } from '@improvement-ledger/event-store';
import type { RenderedMail } from '@improvement-ledger/mail';

export interface OutgoingMail {
  /** The effect's: the same at every attempt. */
  readonly id: string;
  readonly to: { readonly address: string; readonly name: string | null };
  readonly rendered: RenderedMail;
  /** Where a mail program posts that no more is wanted (RFC 8058); `null` for what cannot be switched off. */
  readonly oneClick: string | null;
}

export type MailOutcome = AttemptOutcome & {
  /** The address is none: nothing will ever come to it. The code is the server's, such as 5.1.1. */
  readonly bounced?: { readonly code: string | null };
  /** It would have gone wrong with every mail: whoever runs the ledger has something to mend. */
  readonly everyMail?: true;
};

export interface MailReport {
  readonly report: EffectReport;
  readonly providerId: string;
}

export interface MailTransport {
  readonly name: 'smtp' | 'notify' | 'outbox';
  send(mail: OutgoingMail): Promise<MailOutcome>;
  /** What became of a mail, where the other side can be asked; `null`: it knows none of this id, or says nothing. */
  readonly reportOf: ((id: string) => Promise<MailReport | null>) | null;
  close(): void;
}

/** What no server could take for an address is never handed over. */
export const noAddress: MailOutcome = {
  outcome: 'rejected',
  reason: 'The address is none.',
  bounced: { code: null },
};
