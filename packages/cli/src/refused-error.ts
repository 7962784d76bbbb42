/** Something the person at the terminal can put right: a sentence, not a stack trace. */
export class RefusedError extends Error {
  constructor(
    message: string,
    /** 2 for a wrong use of the command line, 1 for everything else. */
    readonly exitCode: 1 | 2 = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
