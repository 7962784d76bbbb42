/** A person signs in through a website: the authorization code flow with PKCE, over HTTP and without a browser. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { resourceFor, WEBSITE } from './oidc-clients.js';

export const PERSON = 'person-7f3a';
const STEPS_MAX = 10;

/** The server's page on which a person signs in and agrees; here both are done at once. */
export const answerInteraction = async (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: PERSON } });
  }
  const grant = new provider.Grant({
    clientId: String(params['client_id']),
    ...(session === undefined ? {} : { accountId: session.accountId }),
  });
  grant.addOIDCScope('openid');
  const grantId = await grant.save();
  return provider.interactionFinished(
    request,
    response,
    { consent: { grantId } },
    { mergeWithLastSubmission: true },
  );
};

export interface PersonTokens {
  readonly access_token: string;
  readonly id_token: string;
}

/** What the server gives the website for a person: an access token for the ledger, and an ID token for itself. */
export const signInAsPerson = async (issuer: string): Promise<PersonTokens> => {
  const verifier = randomBytes(32).toString('base64url');
  const start = new URL('/auth', issuer);
  start.search = new URLSearchParams({
    client_id: WEBSITE.id,
    redirect_uri: WEBSITE.redirectUri,
    response_type: 'code',
    scope: 'openid',
    resource: resourceFor('RS256'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const response = await fetch(new URL('/token', issuer), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: WEBSITE.id,
      redirect_uri: WEBSITE.redirectUri,
      code: await codeAfter(start),
      code_verifier: verifier,
      resource: resourceFor('RS256'),
    }),
  });
  return (await response.json()) as PersonTokens;
};

/** Follows the server from page to page with its cookies, as a browser does, until it sends the person back. */
const codeAfter = async (start: URL): Promise<string> => {
  const cookies = new Map<string, string>();
  let url = start;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`${url.href} answered ${response.status}: ${await response.text()}`);
    url = new URL(location, url);
    if (url.href.startsWith(WEBSITE.redirectUri)) return url.searchParams.get('code') ?? '';
  }
  throw new Error(`The server did not send the person back in ${STEPS_MAX} steps.`);
};
