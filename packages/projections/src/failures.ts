/** Which failures say something about an event, and which only about the moment. */

/**
 * Classes of SQLSTATE that speak of the connection, a conflict with others, resources, locks, an operator or the
 * machine. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const TRANSIENT_CLASSES = new Set(['08', '25', '40', '53', '55', '57', '58']);
/** As the driver says that the connection is gone. */
const DRIVER_CODES = /^CONNECT(ION)?_/;

/** A database that is away, stopping or out of locks says nothing about the event. */
export const isTransient = (error: unknown): boolean => {
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  // Node's own failures (ECONNREFUSED, ENOTFOUND, ...) name the system call.
  if (typeof syscall === 'string') return true;
  if (typeof code !== 'string') return false;
  return DRIVER_CODES.test(code) || (code.length === 5 && TRANSIENT_CLASSES.has(code.slice(0, 2)));
};
