import { describe, expect, test } from 'vitest';
import { readConfig } from './config.js';

const trusting = (list: string | undefined) =>
  readConfig({ DATABASE_URL: 'postgres://localhost/ledger', TRUST_PROXY: list }).TRUST_PROXY;

describe('TRUST_PROXY', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['127.0.0.1', ['127.0.0.1']],
    [' 10.0.0.0/8, ::1 ,fd00::/8', ['10.0.0.0/8', '::1', 'fd00::/8']],
  ])('of %o names %o', (list, proxies) => {
    expect(trusting(list)).toEqual(proxies);
  });

  test.each([
    'true',
    '1',
    'proxy.example',
    '10.0.0.0/0',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
  ])('may not be %s', (list) => {
    expect(() => trusting(list)).toThrow(
      'TRUST_PROXY must be addresses or ranges of proxies, such as 127.0.0.1,10.0.0.0/8. See .env.example.',
    );
  });
});
