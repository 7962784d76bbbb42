/** A real OpenID Connect server on this machine, with a client that is a service and one through which a person signs in. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration } from 'oidc-provider';
import { Provider } from 'oidc-provider';
import { answerInteraction } from './authorization-code.js';
import { AUDIENCE, resourceFor, PROGRAM, WEBSITE } from './oidc-clients.js';
import type { SigningKey } from './signing-keys.js';

export interface OidcServer {
  readonly issuer: string;
  readonly keys: readonly SigningKey[];
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** A token for the service, signed by this algorithm. */
  serviceToken(algorithm?: SigningKey['algorithm']): Promise<string>;
  /** Puts other keys in the place of those that sign now. */
  rotate(keys: readonly SigningKey[]): void;
  /** While closed, connections are refused; it opens again at the same address. */
  close(): Promise<void>;
  reopen(): Promise<void>;
  /** Answers in the place of the server until `null` is set. */
  answerWith(listener: RequestListener | null): void;
}

const configuration = (keys: readonly SigningKey[]): Configuration => ({
  jwks: { keys: keys.map(({ privateJwk }) => privateJwk) },
  clients: [
    {
      client_id: PROGRAM.id,
      client_secret: PROGRAM.secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
    },
    { client_id: WEBSITE.id, redirect_uris: [WEBSITE.redirectUri], token_endpoint_auth_method: 'none' },
  ],
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, role: 'administrator' }) }),
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  cookies: { keys: ['of this test alone'] },
  ttl: { AccessToken: 600, ClientCredentials: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      // The last part of the resource names the algorithm, so that the server signs by each of them.
      getResourceServerInfo: (_context, resource) => ({
        scope: '',
        audience: AUDIENCE,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: new URL(resource).pathname.slice(1) as SigningKey['algorithm'] } },
      }),
    },
  },
});

export const openOidcServer = async (firstKeys: readonly SigningKey[]): Promise<OidcServer> => {
  let answer: RequestListener | null = null;
  let instead: RequestListener | null = null;
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url ?? '');
    (instead ?? answer)?.(request, response);
  });
  const listen = async (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  let keys: readonly SigningKey[] = [];
  const rotate = (next: readonly SigningKey[]): void => {
    keys = next;
    const provider = new Provider(issuer, configuration(keys));
    const callback = provider.callback();
    answer = (request, response) => {
      if (request.url?.startsWith('/interaction/')) void answerInteraction(provider, request, response);
      else void callback(request, response);
    };
  };
  rotate(firstKeys);

  return {
    issuer,
    asked,
    rotate,
    get keys() {
      return keys;
    },
    serviceToken: async (algorithm = 'RS256') => {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: PROGRAM.id,
          client_secret: PROGRAM.secret,
          resource: resourceFor(algorithm),
        }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
    reopen: async () => listen(port),
    answerWith: (listener) => {
      instead = listener;
    },
  };
};
