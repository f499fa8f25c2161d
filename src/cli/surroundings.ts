/** What the program gets from the process that it runs in; nothing else in it looks at `process`. */

export interface Output {
  write(text: string | Uint8Array): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface Surroundings {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean }
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The clock. */
  readonly now: Date
  /** Folder of the compiled catalog and rules. */
  readonly data: string
  /** Says that there is much to do: from here on optimising code pays; `isVeryMuch`: and keeping little garbage. Short runs end before it does. */
  readonly optimize?: (isVeryMuch?: boolean) => void
  /** Says that code will be run often enough to be optimised, in a run that is over before that has paid for itself. */
  readonly withoutOptimizer?: () => void
  /** Says what runs, a command and its formats: what it compiles is kept for the next run of this kind. */
  readonly began?: (kind: string) => void
  /** Other threads of the program; left out: there are none. */
  readonly threads?: Threads
}

export interface Threads {
  /** How many can run at the same time, this one included. */
  cores(): number
  /** Starts one with a task. Whatever happens to it ends nothing but itself. */
  start(task: unknown): Mailbox
}

/** The next message of a thread; undefined where none is there. It waits for nothing. */
export type Mailbox = () => unknown
