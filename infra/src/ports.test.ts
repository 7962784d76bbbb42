import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { assertPortFree, freePort } from './ports.js';

let holder: Server | undefined;
afterEach(() => {
  holder?.close();
});

test('a free port can be listened on', async () => {
  const port = await freePort();
  await expect(assertPortFree(port, 'PORT')).resolves.toBeUndefined();
});

test('a taken port is named, with the variable that moves it', async () => {
  const port = await freePort();
  await new Promise<void>((resolve) => {
    holder = createServer().listen(port, '127.0.0.1', resolve);
  });
  await expect(assertPortFree(port, 'PORT')).rejects.toThrow(
    `Port ${port} is in use by another program: stop that program, or set PORT to a free port.`,
  );
});
