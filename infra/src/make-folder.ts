import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, one by one, and leaves alone what is there. Node's own way of doing so tries for ever
 * where a folder is refused as if the one above were missing, as beneath `/proc`.
 */
export function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another start may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}
