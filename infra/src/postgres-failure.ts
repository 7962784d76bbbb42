export interface PostgresAttempt {
  readonly output: string;
  readonly port: number;
  readonly folder: string;
  readonly logPath: string;
}

/** Turns what initdb or the server said into one sentence that says what to do. */
export function explainPostgresFailure(attempt: PostgresAttempt): string {
  const { output, port, folder, logPath } = attempt;
  if (/Address already in use/i.test(output)) return postgresPortInUse(port);
  if (/No space left on device|ENOSPC|Disk quota exceeded/i.test(output)) {
    return `The disk that holds ${folder} is full: free some space, or set LEDGER_HOME to a folder on another disk.`;
  }
  const library =
    /error while loading shared libraries: (\S+):/.exec(output)?.[1] ??
    /Library not loaded: (\S+)/.exec(output)?.[1];
  if (library !== undefined) {
    return `The embedded Postgres misses the shared library ${library}: install it, or delete node_modules and start again (its install step links its own), or set DATABASE_URL to a Postgres 15 or later.`;
  }
  if (/initialized by PostgreSQL version|incompatible with server/i.test(output)) return otherVersion(folder);
  if (/pre-existing shared memory block|lock file ".*" already exists/i.test(output)) {
    return `Another Postgres still works in ${folder}: stop it, then start again.`;
  }
  if (/could not create shared memory segment|Cannot allocate memory/i.test(output)) {
    return 'This machine has too little memory for Postgres: free some, or set DATABASE_URL to a Postgres elsewhere.';
  }
  if (
    /invalid data in file|could not locate a valid checkpoint|invalid checkpoint|could not find the database system/i.test(
      output,
    )
  ) {
    return `The data in ${folder} is damaged: restore it from a backup, or move the folder away to begin afresh. Details: ${logPath}.`;
  }
  const last = output.trim().split('\n').slice(-5).join('\n');
  return `Postgres did not start: read ${logPath}, or set DATABASE_URL to a Postgres 15 or later. It said last:\n${last}`;
}

export function otherVersion(folder: string, found = 'another version', ours = ''): string {
  const now = ours === '' ? 'this version' : `Postgres ${ours}`;
  return `The data in ${folder} was made by Postgres ${found}, and ${now} cannot read it: set LEDGER_HOME to another folder to begin afresh, or move the data with pg_dump of the old version.`;
}

export function postgresPortInUse(port: number): string {
  return `Port ${port}, meant for Postgres, is in use by another program: stop that program, or choose another port.`;
}
