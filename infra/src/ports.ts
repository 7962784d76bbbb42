import { createServer } from 'node:net';

/** A free port on this machine's loopback. Somebody may take it before its user does: retry on failure. */
export async function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Says, before anything is started, that a port is taken: the sentence names the variable that moves it. */
export async function assertPortFree(port: number, variable: string): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new Error(portInUse(port, variable), { cause: error });
    if (code === 'EACCES') {
      throw new Error(`This user may not listen on port ${port}: set ${variable} to a port above 1023.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function portInUse(port: number, variable: string): string {
  return `Port ${port} is in use by another program: stop that program, or set ${variable} to a free port.`;
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
