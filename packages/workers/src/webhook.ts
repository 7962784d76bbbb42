/**
 * Posts a CloudEvent to a receiver, signed by the Standard Webhooks rules (https://www.standardwebhooks.com): the id is
 * the same at every attempt, so that a receiver that was told twice can see it.
 */
import type { AttemptOutcome } from '@improvement-ledger/event-store';
import { Webhook } from 'standardwebhooks';

export interface Receiver {
  readonly url: string;
  /** `whsec_` and base64: what the receiver checks the signature with. */
  readonly secret: string;
  /** How long an answer may take. */
  readonly timeoutMs: number;
}

export interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  /** When it happened. */
  readonly time: string;
  readonly data: object;
}

/** The receiver wants no more of it. */
const GONE = 410;

export const postWebhook = async (
  { url, secret, timeoutMs }: Receiver,
  event: CloudEvent,
): Promise<AttemptOutcome> => {
  const body = JSON.stringify({ specversion: '1.0', datacontenttype: 'application/json', ...event });
  const at = new Date();
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      // A redirect may lead where the operator never meant to post.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/cloudevents+json',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(event.id, at, body),
      },
      body,
    });
  } catch (error) {
    return { outcome: 'unknown', reason: `The receiver gave no answer (${causeOf(error)}).` };
  }
  // What it says besides is of no use, and may be endless.
  await response.body?.cancel();
  if (response.ok) return { outcome: 'sent' };
  const reason = `The receiver answered ${response.status}.`;
  return response.status === GONE ? { outcome: 'rejected', reason } : { outcome: 'deferred', reason };
};

/** fetch says only that it failed; why stands in the cause. It never names the URL, which may hold a secret. */
const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : cause instanceof Error ? cause.message : message;
};
