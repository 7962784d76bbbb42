/** A real HTTP server that answers as GOV.UK Notify's API is published to: tokens are checked, and mails kept. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Asked {
  readonly template_id: string;
  readonly email_address: string;
  readonly personalisation: Readonly<Record<string, string>>;
  readonly reference: string;
  readonly one_click_unsubscribe_url?: string;
}
interface NotifyMail extends Asked {
  readonly id: string;
  status: string;
}

/** What happens in place of an answer: an error of Notify's, or none, with the mail taken or not. */
type Misfortune =
  { readonly status: number; readonly error: string; readonly message: string } | 'cut' | 'cut-and-kept';

export interface NotifyServer {
  readonly url: string;
  readonly apiKey: string;
  readonly templateId: string;
  readonly mails: NotifyMail[];
  readonly misfortunes: Misfortune[];
  close(): Promise<void>;
}

const SERVICE = '11111111-2222-4333-8444-555555555555';
const SECRET = '66666666-7777-4888-9999-aaaaaaaaaaaa';
const TEMPLATE = 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff';
const CLOCK_SKEW_S_MAX = 30;

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

/** As Notify does: HS256 by the secret of the key, the service as issuer, and not older than half a minute. */
const isGenuine = ({ headers }: IncomingMessage): boolean => {
  const [, token = ''] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const right = createHmac('sha256', SECRET).update(`${head}.${claims}`).digest('base64url');
  if (signature !== right) return false;
  const { alg } = decode(head) as { alg: string };
  const { iss, iat } = decode(claims) as { iss: string; iat: number };
  return alg === 'HS256' && iss === SERVICE && Math.abs(Date.now() / 1_000 - iat) < CLOCK_SKEW_S_MAX;
};

const failed = (response: ServerResponse, status: number, error: string, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status_code: status, errors: [{ error, message }] }));
};
const answered = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const startNotifyServer = async (): Promise<NotifyServer> => {
  const mails: NotifyMail[] = [];
  const misfortunes: Misfortune[] = [];

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = (await json(request)) as Asked;
    const misfortune = misfortunes.shift();
    if (misfortune === 'cut') return void response.destroy();
    if (misfortune !== undefined && misfortune !== 'cut-and-kept') {
      return failed(response, misfortune.status, misfortune.error, misfortune.message);
    }
    if (asked.template_id !== TEMPLATE) return failed(response, 400, 'BadRequestError', 'Template not found');
    if (!asked.email_address.includes('@')) {
      return failed(response, 400, 'ValidationError', 'email_address Not a valid email address');
    }
    const missing = ['subject', 'body'].filter((name) => !(name in asked.personalisation));
    if (missing.length > 0) {
      return failed(response, 400, 'BadRequestError', `Missing personalisation: ${missing.join(', ')}`);
    }
    const id = crypto.randomUUID();
    mails.push({ ...asked, id, status: 'created' });
    if (misfortune === 'cut-and-kept') return void response.destroy();
    answered(response, 201, { id, reference: asked.reference, uri: `/v2/notifications/${id}` });
  };
  const list = (url: URL, response: ServerResponse): void => {
    const reference = url.searchParams.get('reference');
    const found = mails.filter((mail) => mail.reference === reference);
    answered(response, 200, { notifications: found, links: {} });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://notify.example');
    if (!isGenuine(request)) {
      return failed(response, 403, 'AuthError', 'Invalid token: signature, api token not found');
    }
    if (request.method === 'POST' && url.pathname === '/v2/notifications/email') {
      take(request, response).catch(() => response.destroy());
    } else if (request.method === 'GET' && url.pathname === '/v2/notifications') list(url, response);
    else failed(response, 404, 'NoResultFound', 'No result found');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: `tests-${SERVICE}-${SECRET}`,
    templateId: TEMPLATE,
    mails,
    misfortunes,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
