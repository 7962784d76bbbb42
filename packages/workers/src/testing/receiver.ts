/** A real HTTP server that receives webhooks, and answers as it is told to. */
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A status; or no answer, with the connection left open or cut. */
type Answer = number | 'hang' | 'cut';

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How often each id was received. */
  readonly times: ReadonlyMap<string, number>;
  /** The answers to come, in order; afterwards each is 200. */
  willAnswer(...answers: readonly Answer[]): void;
  /** What was still to be answered so is answered with 200. */
  forgetAnswers(): void;
  close(): Promise<void>;
}

const answerWith = (response: ServerResponse, answer: Answer): void => {
  if (answer === 'cut') response.destroy();
  else if (answer !== 'hang') response.writeHead(answer, { location: '/elsewhere' }).end('Thank you.');
};

export const startReceiver = async (): Promise<WebhookReceiver> => {
  const received: Received[] = [];
  const times = new Map<string, number>();
  const answers: Answer[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const id = String(request.headers['webhook-id']);
    received.push({ headers: request.headers, body });
    times.set(id, (times.get(id) ?? 0) + 1);
    answerWith(response, answers.shift() ?? 200);
  };
  const server = createServer((request, response) => {
    // Whoever is killed while it posts has sent half a request.
    receive(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms?team=secret`,
    received,
    times,
    willAnswer: (...next) => void answers.push(...next),
    forgetAnswers: () => void (answers.length = 0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
