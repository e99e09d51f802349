/** Why a remote file cannot be had, in words of one sentence, and what helps. */
export class RemoteFailure extends Error {
  readonly hint: string | undefined;

  constructor(reason: string, hint?: string) {
    super(reason);
    this.hint = hint;
  }
}
