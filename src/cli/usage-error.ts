/** The user asked for something that does not work: one line on stderr, exit code 2. */
export class UsageError extends Error {
  readonly endsRunWith = 2
}

/**
 * The exit code of an error that was expected, such as this one; undefined for a bug. Asked of the error itself, not of its class: each
 * of the two bundles has its own copy of the classes.
 */
export function expectedExit(error: unknown): number | undefined {
  return error instanceof Error && 'endsRunWith' in error && typeof error.endsRunWith === 'number'
    ? error.endsRunWith
    : undefined
}
