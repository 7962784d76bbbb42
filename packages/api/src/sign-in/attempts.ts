/**
 * How many refused tokens are looked at before the next ones are turned away unseen. Counted for each address and overall,
 * within windows of a minute, in a bounded part of memory. A credential that was accepted goes on being looked at, so that
 * whoever shares an address with an attacker is not shut out too.
 *
 * What is being looked at when the limit is reached is still looked at: the limit is passed by as many as were under way.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { networkOf } from './network-of.js';

export const WINDOW_MS = 60_000;
/** Refused tokens from one address in a window. */
export const REFUSED_MAX = 60;
/** Refused tokens from everywhere in a window. Beyond it, one from an address is enough for it to be turned away. */
export const REFUSED_OVERALL_MAX = 1_000;
/** The addresses, and the accepted credentials, that are remembered. Those not met for longest are forgotten first. */
export const REMEMBERED_MAX = 10_000;

const fingerprintOf = (credential: string): string =>
  createHash('sha256').update(credential).digest('base64');

export class Attempts {
  readonly #logger: Logger;
  readonly #now: () => number;
  readonly #refused = new LRUCache<string, number>({ max: REMEMBERED_MAX });
  readonly #accepted = new LRUCache<string, true>({ max: REMEMBERED_MAX });
  #refusedOverall = 0;
  #windowEndsAt = 0;

  constructor(logger: Logger, now: () => number = Date.now) {
    this.#logger = logger;
    this.#now = now;
  }

  /** How many seconds a credential from this address has to wait, or `null` if it is looked at now. */
  waitS(address: string, credential: string): number | null {
    this.#openWindow();
    const refused = this.#refused.get(networkOf(address)) ?? 0;
    const max = this.#refusedOverall < REFUSED_OVERALL_MAX ? REFUSED_MAX : 1;
    if (refused < max || this.#accepted.has(fingerprintOf(credential))) return null;
    return Math.ceil((this.#windowEndsAt - this.#now()) / 1_000);
  }

  accepted(credential: string): void {
    this.#accepted.set(fingerprintOf(credential), true);
  }

  refused(address: string, credential: string): void {
    this.#openWindow();
    this.#accepted.delete(fingerprintOf(credential));
    const network = networkOf(address);
    const refused = (this.#refused.get(network) ?? 0) + 1;
    this.#refused.set(network, refused);
    this.#refusedOverall += 1;
    const until = new Date(this.#windowEndsAt).toISOString();
    if (this.#refusedOverall === REFUSED_OVERALL_MAX) {
      this.#logger.warn(
        { refused: this.#refusedOverall, until },
        'many tokens were refused; addresses are turned away after one refusal',
      );
    } else if (refused === REFUSED_MAX && this.#refusedOverall < REFUSED_OVERALL_MAX) {
      this.#logger.warn(
        { address: network, refused, until },
        'tokens from an address are turned away unseen',
      );
    }
  }

  #openWindow(): void {
    if (this.#now() < this.#windowEndsAt) return;
    this.#windowEndsAt = this.#now() + WINDOW_MS;
    this.#refusedOverall = 0;
    this.#refused.clear();
  }
}
