import { describe, expect, test } from 'vitest';
import { codeOf, tellable } from './tellable.js';

const SECRET = 'Ann Example was on leave';
const withCode = (message: string, code: string, more: object = {}) =>
  Object.assign(new Error(message), { name: 'PostgresError', code, ...more });
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('of an error is told', () => {
  test('where in the program it came about, never the message that the stack begins with', () => {
    const { at } = tellable(new TypeError(`${SECRET}\n    at secret (plan.ts:1:1)`));
    expect(at[0]).toMatch(/packages\/telemetry\/src\/tellable\.test\.ts:\d+/);
    expect(at.join('\n')).not.toMatch(/Ann|secret/);
  });

  test('the sentence of a plain error, of Postgres where it names, and of the system', () => {
    expect(tellable(new Error('The queue of hints is closed.')).message).toBe(
      'The queue of hints is closed.',
    );
    const denied = withCode('permission denied for view rag_history', '42501', { table_name: 'rag_history' });
    expect(tellable(denied)).toMatchObject({
      type: 'PostgresError',
      code: '42501',
      message: 'permission denied for view rag_history',
      concerned: { table_name: 'rag_history' },
    });
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    expect(tellable(refused).message).toBe('connect ECONNREFUSED 127.0.0.1:1');
  });

  test.each<[string, unknown]>([
    ['Postgres quotes a value', withCode(`invalid input syntax for type uuid: "${SECRET}"`, '22P02')],
    ['a function of ours raised it', withCode(SECRET, 'P0001')],
    [
      'its detail quotes a row',
      withCode('duplicate key', '23505', { detail: `Key (name)=(${SECRET}) exists.` }),
    ],
    ['its parameters are kept with it', withCode('canceling statement', '57014', { parameters: [SECRET] })],
    ['a parser quotes its input', thrownBy(() => JSON.parse(SECRET))],
    ['Node keeps the input with it', thrownBy(() => new URL(SECRET))],
    ['V8 quotes a value', thrownBy(() => new Map([SECRET] as never))],
    ['a library made a kind of its own', Object.assign(new Error(SECRET), { name: 'GraphQLError' })],
    ['its cause would tell', new Error('The import failed.', { cause: new Error(SECRET) })],
    ['its code is a sentence', Object.assign(new TypeError(''), { code: SECRET })],
    ['it is a text', SECRET],
  ])('nothing that somebody wrote, even though %s', (_, error) => {
    expect(JSON.stringify([tellable(error), codeOf(error)])).not.toMatch(/Ann|leave/);
  });

  test.each([
    [withCode('x', '40001'), '40001'],
    [Object.assign(new Error('x'), { code: 'CONNECTION_CLOSED' }), 'CONNECTION_CLOSED'],
    [new RangeError('x'), 'RangeError'],
    ['thrown', 'unknown'],
    [null, 'unknown'],
  ])('its kind in one word: %s', (error, code) => {
    expect(codeOf(error)).toBe(code);
  });
});
