/** The command was not given as it should be; the message says how. */
export class UsageError extends Error {}

/** The command did its part, and what it asked for did not work; the message is for the person. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
