/** Whose tokens are taken, as the councils have registered it, and from where an issuer's documents may be fetched. */
import { isIP } from 'node:net';

/** Asymmetric, each with a key of one kind. None other is ever taken, whatever an issuer was registered with. */
export const SIGNATURE_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

export interface TrustedIssuer {
  /** The URL under which the issuer signs: the claim `iss`, letter for letter. */
  readonly issuer: string;
  /** What the issuer calls this ledger: a token must name it in `aud`. */
  readonly audience: string;
  /** Those of `SIGNATURE_ALGORITHMS` that this issuer may use; all of them unless it says so. */
  readonly algorithms?: readonly string[];
}

const isLoopback = ({ hostname }: URL): boolean =>
  /(^|\.)localhost\.?$/.test(hostname) || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

const isAddress = ({ hostname }: URL): boolean => isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;

const parsed = (text: string): URL => {
  if (!URL.canParse(text)) throw new Error(`"${text.slice(0, 200)}" is not a URL.`);
  return new URL(text);
};

/**
 * The URL of a document of an issuer, or an error that says why it is not fetched. An issuer may name any host for its keys,
 * so that host must not be a way into our own network: it is named, not given in numbers, and proves its name by https.
 */
export const documentUrl = (text: string, issuer: string, allowsLoopback: boolean): URL => {
  const url = parsed(text);
  if (url.username !== '' || url.password !== '')
    throw new Error(`${url.host} is named with a user or password.`);
  if (isLoopback(url)) {
    if (allowsLoopback && isLoopback(parsed(issuer))) return url;
    throw new Error(`${url.host} is this machine, where only an issuer for development may be.`);
  }
  if (url.protocol !== 'https:') throw new Error(`${url.host} is not named by https.`);
  if (isAddress(url)) throw new Error(`${url.host} is an address in numbers; a host must be named.`);
  return url;
};

/** Where an issuer says where its keys are. */
export const discoveryUrl = (issuer: string, allowsLoopback: boolean): URL =>
  documentUrl(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, issuer, allowsLoopback);
