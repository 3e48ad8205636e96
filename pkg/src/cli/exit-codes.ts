/** What the process answers to its caller. Scripts rely on these numbers: they are kept. */

/** The exit codes of every command. */
export const ExitCode = {
  /** Everything that was asked for is done. */
  done: 0,
  /** A fault of this program. */
  internal: 1,
  /** The command line or the environment is not understood. */
  usage: 2,
  /** An input is not readable, not understood or not valid. */
  input: 3,
  /** The server refuses the sign-in, or the account may not do this. */
  permission: 4,
  /** The server is not reached: name, connection, proxy, TLS, or an answer that is not Octane's. */
  network: 5,
  /** The server refuses a request that it understood. */
  refused: 6,
  /** The server accepted the payload, and its processing ended failed. */
  failed: 7,
  /** The server was still processing when the deadline passed. */
  running: 8,
  /** Stopped by a signal. */
  interrupted: 130,
} as const;

/** One of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
