import { describe, expect, test } from 'vitest';
import { discoveryUrl, documentUrl } from './trusted-issuer.js';

describe('discovery', () => {
  test.each([
    ['https://id.example', 'https://id.example/.well-known/openid-configuration'],
    ['https://id.example/', 'https://id.example/.well-known/openid-configuration'],
    ['https://id.example/tenant/v2.0', 'https://id.example/tenant/v2.0/.well-known/openid-configuration'],
  ])('of %s is at %s', (issuer, url) => {
    expect(discoveryUrl(issuer, false).href).toBe(url);
  });

  test.each([
    ['http://id.example', 'is not named by https'],
    ['ftp://id.example', 'is not named by https'],
    ['https://user@id.example', 'is named with a user or password'],
    ['https://10.0.0.1', 'is an address in numbers'],
    ['https://0.0.0.0', 'is an address in numbers'],
    ['https://[::]', 'is an address in numbers'],
    ['https://[::ffff:127.0.0.1]', 'is an address in numbers'],
    ['https://127.0.0.1', 'is this machine'],
    ['https://2130706433', 'is this machine'],
    ['https://0x7f.1', 'is this machine'],
    ['https://localhost', 'is this machine'],
    ['https://id.localhost', 'is this machine'],
    ['https://localhost.', 'is this machine'],
    ['https://[::1]', 'is this machine'],
    ['id.example', 'is not a URL'],
    ['', 'is not a URL'],
  ])('of "%s" is not looked for: it %s', (issuer, fault) => {
    expect(() => discoveryUrl(issuer, false)).toThrow(fault);
  });

  test.each(['http://localhost:4100', 'http://127.0.0.1:4100', 'http://[::1]:4100'])(
    'of %s is allowed for development',
    (issuer) => {
      expect(discoveryUrl(issuer, true).href).toBe(`${issuer}/.well-known/openid-configuration`);
    },
  );

  test.each([
    ['http://id.example', 'is not named by https'],
    ['https://10.0.0.1', 'is an address in numbers'],
  ])('of %s is not, even then', (issuer, fault) => {
    expect(() => discoveryUrl(issuer, true)).toThrow(fault);
  });
});

describe('the keys of an issuer elsewhere', () => {
  test('may be at any host that is named', () => {
    expect(documentUrl('https://keys.example/v3/certs', 'https://id.example', false).host).toBe(
      'keys.example',
    );
  });

  test('are never on this machine', () => {
    expect(() => documentUrl('https://localhost/jwks', 'https://id.example', true)).toThrow(
      'is this machine',
    );
  });
});
