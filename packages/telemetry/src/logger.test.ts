import { describe, expect, test } from 'vitest';
import { makeLogger } from './logger.js';

const logged = (log: (logger: ReturnType<typeof makeLogger>) => void) => {
  const lines: string[] = [];
  log(makeLogger('test', 'trace', { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('a log line', () => {
  test('names its part and what it was told', () => {
    expect(logged((logger) => logger.info({ council: 'northmere' }, 'caught up'))).toMatchObject([
      { part: 'test', council: 'northmere', msg: 'caught up' },
    ]);
  });

  test.each(['authorization', 'token', 'password', 'variables', 'headers', 'body'])(
    'does not show %s, nor one level down',
    (name) => {
      const [line] = logged((logger) =>
        logger.info({ [name]: 'hidden', request: { [name]: 'hidden' } }, 'seen'),
      );
      expect(line).toMatchObject({ [name]: '[Redacted]', request: { [name]: '[Redacted]' } });
    },
  );

  test('of an error holds what may be told of it, however it is logged', () => {
    const error = new SyntaxError('Ann Example is not JSON');
    const lines = logged((logger) => {
      logger.error(error);
      logger.error({ err: error }, 'a request failed');
      logger.child({ requestId: '1' }).warn({ err: error }, 'a request failed');
    });
    expect(lines.map(({ msg }) => msg)).toEqual(['an error', 'a request failed', 'a request failed']);
    expect(lines.map(({ err }) => (err as { type: string }).type)).toEqual(Array(3).fill('SyntaxError'));
    expect(JSON.stringify(lines)).not.toContain('Ann');
  });
});
