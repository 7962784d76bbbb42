/**
 * The keys that one issuer signs with: found by OpenID Connect discovery, kept, and fetched again when they have aged or a
 * token names another. However many ask, one fetch is under way, and after each there is a pause, so that tokens with made-up
 * key ids cannot make us a burden to the issuer.
 */
import type { CryptoKey, JSONWebKeySet, JWTHeaderParameters, LocalJWKSet } from 'jose';
import { createLocalJWKSet, errors } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { fetchJson } from './fetch-json.js';
import { RefusedToken } from './refused-token.js';
import { discoveryUrl, documentUrl } from './trusted-issuer.js';

/** A key that the issuer has withdrawn is taken for no longer than this, while the issuer answers. */
export const KEYS_AGE_MS_MAX = 5 * 60_000;
/** An issuer that does not answer is believed in what it last said for no longer than this. */
export const KEYS_STALE_MS_MAX = 60 * 60_000;
/** The least time between two fetches from an issuer. */
export const PAUSE_MS = 10_000;
/** How long an issuer may take over its two documents. */
export const FETCH_MS_MAX = 5_000;

export interface Fetching {
  readonly logger: Logger;
  readonly now: () => number;
  readonly allowsLoopback: boolean;
  readonly fetchMsMax: number;
}

interface Kept {
  readonly find: LocalJWKSet;
  readonly fetchedAt: number;
}

const discovered = z.object({ issuer: z.string(), jwks_uri: z.string() });

export class IssuerKeys {
  readonly #issuer: string;
  readonly #fetching: Fetching;
  #kept: Kept | null = null;
  #lastFetch: { readonly endedAt: number; readonly succeeded: boolean } | null = null;
  #underWay: Promise<void> | null = null;

  constructor(issuer: string, fetching: Fetching) {
    this.#issuer = issuer;
    this.#fetching = fetching;
  }

  /** The key that the header names. */
  async find(header: JWTHeaderParameters): Promise<CryptoKey> {
    await this.#refreshAged();
    try {
      return await this.#current().find(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !this.#mayFetch()) throw error;
      await this.#fetch();
      return await this.#current().find(header);
    }
  }

  /** While the last fetch has failed nobody waits for the next one, as long as there are keys to go on with. */
  async #refreshAged(): Promise<void> {
    const age = this.#age();
    if (age < KEYS_AGE_MS_MAX || !this.#mayFetch()) return;
    const fetched = this.#fetch();
    if (age >= KEYS_STALE_MS_MAX || this.#lastFetch?.succeeded === true) await fetched;
  }

  #current(): Kept {
    if (this.#kept === null || this.#age() >= KEYS_STALE_MS_MAX) throw new RefusedToken('issuer-unavailable');
    return this.#kept;
  }

  #age(): number {
    return this.#kept === null ? Infinity : this.#fetching.now() - this.#kept.fetchedAt;
  }

  #mayFetch(): boolean {
    if (this.#underWay !== null || this.#lastFetch === null) return true;
    return this.#fetching.now() - this.#lastFetch.endedAt >= PAUSE_MS;
  }

  /** Joins the fetch that is under way, or begins one. It never fails: what went wrong is logged, once for each fetch. */
  async #fetch(): Promise<void> {
    this.#underWay ??= this.#fetchNow().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #fetchNow(): Promise<void> {
    const { logger, now } = this.#fetching;
    let succeeded = false;
    try {
      this.#kept = { find: createLocalJWKSet(await this.#published()), fetchedAt: now() };
      succeeded = true;
    } catch (error) {
      logger.warn(
        { issuer: this.#issuer, fault: faultOf(error) },
        'the keys of an issuer could not be fetched',
      );
    }
    this.#lastFetch = { endedAt: now(), succeeded };
  }

  async #published(): Promise<JSONWebKeySet> {
    const { allowsLoopback, fetchMsMax } = this.#fetching;
    const signal = AbortSignal.timeout(fetchMsMax);
    const from = discoveryUrl(this.#issuer, allowsLoopback);
    const { success, data } = discovered.safeParse(await fetchJson(from, signal));
    if (!success) throw new Error(`${from.href} does not name "issuer" and "jwks_uri".`);
    if (data.issuer !== this.#issuer) {
      throw new Error(`${from.href} speaks for another issuer, "${data.issuer.slice(0, 200)}".`);
    }
    const keysAt = documentUrl(data.jwks_uri, this.#issuer, allowsLoopback);
    // Whether it is a set of keys is checked where it is taken up.
    return (await fetchJson(keysAt, signal)) as JSONWebKeySet;
  }
}

/** What the log says of a fetch that failed: Node hides why it could not connect in the cause. */
const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
};
