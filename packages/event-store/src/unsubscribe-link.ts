/**
 * What stands in the link by which a recipient stops digests of a kind: who, of which council, and a signature. It opens
 * nothing else, names nobody, and holds for as long as the secret does: mail is read years later.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Unsubscription {
  readonly tenant: string;
  readonly kind: string;
  readonly personId: string;
}

const shape =
  /^([a-z0-9-]{2,40})\.([a-z]{3,20})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

const signatureOf = (secret: string, { tenant, kind, personId }: Unsubscription): Buffer =>
  createHmac('sha256', secret)
    .update(['improvement-ledger/unsubscribe/v1', tenant, kind, personId].join('\0'))
    .digest();

export const unsubscribeToken = (secret: string, about: Unsubscription): string =>
  [about.tenant, about.kind, about.personId, signatureOf(secret, about).toString('base64url')].join('.');

/** What a token says; `null`: it was not signed with this secret. */
export const readUnsubscribeToken = (secret: string, token: string): Unsubscription | null => {
  const [, tenant = '', kind = '', personId = '', signature = ''] = shape.exec(token) ?? [];
  const about = { tenant, kind, personId };
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(secret, about);
  return given.length === right.length && timingSafeEqual(given, right) ? about : null;
};
