/** Log lines: one JSON object each, of fields that are named here or by whoever logs, and never an error's own. */
import type { DestinationStream, Logger } from 'pino';
import { pino } from 'pino';
import { tellable } from './tellable.js';

/** What must not be written down even if somebody logs it by mistake, also one level down. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'tokens',
  'headers',
  'variables',
  'query',
  'body',
];

export const makeLogger = (part: string, level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { part },
      serializers: { err: tellable },
      redact: SECRETS.flatMap((name) => [name, `*.${name}`]),
      hooks: {
        logMethod(words, method) {
          const [first] = words as unknown[];
          // pino would make the error's message that of the line.
          if (first instanceof Error) method.call(this, { err: first }, 'an error');
          else method.apply(this, words);
        },
      },
    },
    ...(destination === undefined ? [] : [destination]),
  );
