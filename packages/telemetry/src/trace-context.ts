/**
 * How a trace is named from one process to the next (W3C Trace Context), and in an event. A trace's id and a
 * correlation are the same 128 bits, written in two ways: who has the one has the other.
 */
import type { Context, Link, Span } from '@opentelemetry/api';
import {
  context as contexts,
  defaultTextMapGetter,
  defaultTextMapSetter,
  isSpanContextValid,
  ROOT_CONTEXT,
  trace,
} from '@opentelemetry/api';
import { TRACE_PARENT_HEADER, W3CTraceContextPropagator } from '@opentelemetry/core';

const propagator = new W3CTraceContextPropagator();

/** The context that the headers of a request name; that of nobody where they name none, or not as the standard has it. */
export const traceContextFrom = (headers: Readonly<Record<string, unknown>>): Context =>
  propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);

/** The `traceparent` of what is under way; none while nothing is traced. */
export const traceparentOf = (context: Context = contexts.active()): string | undefined => {
  const carrier: Record<string, string> = {};
  propagator.inject(context, carrier, defaultTextMapSetter);
  return carrier[TRACE_PARENT_HEADER];
};

/** A link to the span that a `traceparent` names: to what led to this, without being a part of it. */
export const linkTo = (traceparent: string | undefined): Link[] => {
  const context = trace.getSpanContext(traceContextFrom({ [TRACE_PARENT_HEADER]: traceparent }));
  return context === undefined ? [] : [{ context }];
};

/** The correlation of the trace that a span is a part of; `null` where it is a part of none. */
export const correlationOf = (span: Span): string | null => {
  const context = span.spanContext();
  if (!isSpanContextValid(context)) return null;
  return context.traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
