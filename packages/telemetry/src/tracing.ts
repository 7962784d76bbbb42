/** Starts OpenTelemetry where there is somebody to send spans to; otherwise none of it is even loaded. */
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';

/** So long a stop waits for the last spans to be taken. */
const STOP_MS_MAX = 1_000;
const SEND_EVERY_MS = 1_000;

export interface Tracing {
  stop(): Promise<void>;
}

const SPAN_ID_BYTES = 8;

/** `endpoint` is an OTLP/HTTP collector's address, without the path of the signal. */
export const startTracing = async (part: string, endpoint: string | undefined): Promise<Tracing> => {
  if (endpoint === undefined) return { stop: async () => undefined };
  const [
    { randomBytes },
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('node:crypto'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `improvement-ledger-${part}` }),
    // In the order of time, as all ids of the ledger are.
    idGenerator: {
      generateTraceId: () => v7().replaceAll('-', ''),
      generateSpanId: () => randomBytes(SPAN_ID_BYTES).toString('hex'),
    },
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS })],
  });
  provider.register();
  return {
    // A collector that is away keeps nobody from stopping.
    stop: async () => {
      await Promise.race([
        provider.shutdown().catch(() => undefined),
        pause(STOP_MS_MAX, undefined, { ref: false }),
      ]);
    },
  };
};
