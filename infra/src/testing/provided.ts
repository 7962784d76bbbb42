import type {} from 'vitest';

declare module 'vitest' {
  /** What the global setup hands to every test: `inject('adminUrl')`. */
  interface ProvidedContext {
    /** A superuser's URL: a test file makes its own database beside this one. */
    adminUrl: string;
    /** Null where no Redis could be had: BullMQ then runs on its Postgres backend. */
    redisUrl: string | null;
  }
}
