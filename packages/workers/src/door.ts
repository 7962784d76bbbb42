/** The workers' own port: whether they live, and what they measure. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface Door {
  readonly url: string;
  close(): Promise<void>;
}

export const openDoor = async (
  address: { readonly port: number; readonly host: string },
  registry: Registry,
): Promise<Door> => {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type }).end(text);
    };
    if (request.url === '/healthz') answer(200, 'application/json', '{"status":"ok"}');
    else if (request.url === '/metrics') {
      void registry.metrics().then(
        (text) => answer(200, registry.contentType, text),
        () => answer(500, 'text/plain', 'The measures cannot be read.\n'),
      );
    } else answer(404, 'text/plain', 'There are /healthz and /metrics.\n');
  });
  server.listen(address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
