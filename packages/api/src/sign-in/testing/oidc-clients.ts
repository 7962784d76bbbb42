/** What the test's OpenID Connect server knows: this ledger, a service that reads it, a website on which people sign in. */
import type { SigningKey } from './signing-keys.js';

export const AUDIENCE = 'https://ledger.example/graphql';
export const PROGRAM = { id: 'performance-system', secret: 'performance-system-secret-of-32-letters' };
export const WEBSITE = { id: 'review-website', redirectUri: 'https://review.example/signed-in' };

/** The ledger by the name under which its tokens are signed by one algorithm; all of them name `AUDIENCE`. */
export const resourceFor = (algorithm: SigningKey['algorithm']): string =>
  `https://ledger.example/${algorithm}`;
