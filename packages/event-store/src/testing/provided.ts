import type {} from 'vitest';

declare module 'vitest' {
  /** What the test run hands to every test file: `inject('adminUrl')`. */
  interface ProvidedContext {
    /** A superuser's URL: a test file makes its own database beside this one. */
    adminUrl: string;
    /** Null where no Redis could be had: BullMQ then runs on its Postgres backend. */
    redisUrl: string | null;
  }
}
