export type { Span } from '@opentelemetry/api';
export { SpanKind } from '@opentelemetry/api';
export { correlationOf, linkTo, traceContextFrom, traceparentOf } from './trace-context.js';
export { inSpan, noSpan, startSpan, within } from './spans.js';
export type { Appended, Applied, CarriedOut, Listener } from './signals.js';
export { appended, applied, carriedOut, transactionBegun } from './signals.js';
export type { TellableError } from './tellable.js';
export { codeOf, tellable } from './tellable.js';
