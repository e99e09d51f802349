/** Reasons to go on following though every container has ended: some may be started again. They come and go. */
export class Patience {
  #reasons = 0;
  #onEnd: () => void = () => undefined;

  get hasReason(): boolean {
    return this.#reasons > 0;
  }

  /** Adds a reason, and gives the way to take it back once. */
  hold(): () => void {
    this.#reasons++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#reasons--;
      if (this.#reasons === 0) this.#onEnd();
    };
  }

  /** Calls back whenever there is no reason left. */
  whenOver(listener: () => void): void {
    this.#onEnd = listener;
  }
}
