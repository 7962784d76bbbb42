/** A Postgres of the bench's own, as durable as in production, in a folder that goes with it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, prepareDatabase } from '@improvement-ledger/event-store';
import { startPostgres } from '@improvement-ledger/infra';

const parent = fileURLToPath(new URL('../../.ledger', import.meta.url));

interface LedgerDatabase {
  /** As the owner of the server connects. */
  readonly adminUrl: string;
  /** As the API connects. */
  readonly appUrl: string;
  /** As the workers connect. */
  readonly projectorUrl: string;
  /** As those connect who carry out effects. */
  readonly effectsUrl: string;
}

export interface BenchServer {
  /** A database of its own: empty, or with the ledger in it. */
  emptyDatabase(name: string): Promise<string>;
  ledgerDatabase(name: string): Promise<LedgerDatabase>;
}

const PASSWORD = 'bench-only';

export const withServer = async (measure: (server: BenchServer) => Promise<void>): Promise<void> => {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const home = mkdtempSync(join(parent, 'bench-'));
  const running = await startPostgres({ home, persistent: true, onLine: (line) => console.log(line) });
  const admin = connect(running.adminUrl, { max: 1 });
  const emptyDatabase = async (name: string): Promise<string> => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.unsafe(`create database ${name}`);
    const url = new URL(running.adminUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  try {
    const [version] = await admin<{ version: string }[]>`select version()`;
    console.log(
      `${version?.version ?? ''}\nNode ${process.version}, ${cpus().length} cores: ${cpus()[0]?.model ?? ''}`,
    );
    for (const setting of [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'shared_buffers',
      'wal_sync_method',
    ]) {
      const [row] = await admin.unsafe(`show ${setting}`);
      console.log(`  ${setting} = ${String(row?.[setting])}`);
    }
    await measure({
      emptyDatabase,
      ledgerDatabase: async (name) => {
        const adminUrl = await emptyDatabase(name);
        return { adminUrl, ...(await prepareDatabase({ adminUrl, rolePassword: PASSWORD })) };
      },
    });
  } finally {
    await admin.end({ timeout: 1 });
    await running.stop();
    rmSync(home, { recursive: true, force: true });
  }
};
