/** Spans: what was done, when, and as a part of what. They cost next to nothing until tracing is started. */
import type { Attributes, Context, Span, SpanOptions } from '@opentelemetry/api';
import { context as contexts, INVALID_SPAN_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { codeOf } from './tellable.js';

const tracer = trace.getTracer('improvement-ledger');

/** Whoever starts a span ends it. */
export const startSpan = (name: string, options: SpanOptions, context: Context): Span =>
  tracer.startSpan(name, options, context);

/** A span of what is not worth one. */
export const noSpan = (): Span => trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** Makes what some work does a part of a span that somebody else ends. */
export const within = <Result>(span: Span, work: () => Result): Result =>
  contexts.with(trace.setSpan(contexts.active(), span), work);

/** Does some work in a span of its own, within the one under way. Attributes hold keys, codes and numbers, never texts. */
export const inSpan = async <Result>(
  name: string,
  options: SpanOptions & { readonly attributes?: Attributes },
  work: (span: Span) => Promise<Result>,
): Promise<Result> =>
  tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      // Its message may quote what somebody wrote.
      span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
