import { expect, test } from 'vitest';
import { namedId } from './named-id.js';

test('a name has one id in a council, however it is written, and another elsewhere', () => {
  const id = namedId('northmere', 'indicator', 'Agency Worker Rate (snapshot)');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(namedId('northmere', 'indicator', ' agency  worker rate\n(snapshot)')).toBe(id);
  expect(namedId('southmere', 'indicator', 'Agency Worker Rate (snapshot)')).not.toBe(id);
  expect(namedId('northmere', 'indicator', 'Agency Worker Rate')).not.toBe(id);
});
