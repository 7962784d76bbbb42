import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const rotateAbove = 10 * 1024 * 1024;

export interface LogFile {
  readonly path: string;
  readonly fd: number;
  /** Where this run's lines begin: what stands before is history. */
  readonly from: number;
}

/**
 * A part writes straight into its file, through an inherited descriptor: the launcher copies nothing, and what a part
 * said last is there to read after its death. A file above 10 MB is set aside as `.old` at start.
 */
export function openLog(path: string): LogFile {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateAbove) renameSync(path, `${path}.old`);
  const fd = openSync(path, 'a', 0o600);
  return { path, fd, from: fstatSync(fd).size };
}

/** The last lines of this run. */
export function lastLines(log: Pick<LogFile, 'path' | 'from'>, count = 20): string[] {
  const size = statSync(log.path, { throwIfNoEntry: false })?.size ?? 0;
  const from = Math.max(log.from, size - 64 * 1024);
  if (size <= from) return [];
  const bytes = Buffer.alloc(size - from);
  const fd = openSync(log.path, 'r');
  try {
    readSync(fd, bytes, 0, bytes.length, from);
  } finally {
    closeSync(fd);
  }
  return bytes.toString('utf8').trimEnd().split('\n').slice(-count);
}
