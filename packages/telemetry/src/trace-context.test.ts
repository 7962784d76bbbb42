import { expect, test } from 'vitest';
import { startSpan } from './spans.js';
import { correlationOf, linkTo, traceContextFrom, traceparentOf } from './trace-context.js';

const TRACE = 'deadbeefdeadbeefdeadbeefdeadbeef';
const SPAN = 'c0ffeec0ffeec0ff';
const traceparent = `00-${TRACE}-${SPAN}-01`;

test('a trace and a correlation are the same number', () => {
  const span = startSpan('work', {}, traceContextFrom({ traceparent }));
  expect(correlationOf(span)).toBe('deadbeef-dead-beef-dead-beefdeadbeef');
});

test('what names a trace goes on as it came', () => {
  expect(traceparentOf(traceContextFrom({ traceparent }))).toBe(traceparent);
  expect(linkTo(traceparent)).toMatchObject([{ context: { traceId: TRACE, spanId: SPAN } }]);
});

test.each([
  undefined,
  '',
  'nonsense',
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `ff-${TRACE}-${SPAN}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `${traceparent}, ${traceparent}`,
])('%j names none', (wrong) => {
  const context = traceContextFrom({ traceparent: wrong });
  expect([correlationOf(startSpan('work', {}, context)), traceparentOf(context)]).toEqual([null, undefined]);
});

test('no link leads nowhere', () => {
  expect(linkTo(undefined)).toEqual([]);
});
