/** A language model that services use: an entry of the top-level `models`. */
export interface Model {
  /** Key under `models`. */
  readonly key: string;
  /** A name of one's own for it. */
  readonly name: string | undefined;
  /** The artifact that is fetched and run. */
  readonly model: string;
  /** Tokens. */
  readonly contextSize: number | undefined;
  readonly runtimeFlags: readonly string[];
}

/** A service's use of a model: the variables that tell of it. */
export interface ModelUse {
  /** undefined is made of the model's key: `SMART_URL` for `smart`. */
  readonly endpointVariable: string | undefined;
  /** undefined is made of the model's key: `SMART_MODEL` for `smart`. */
  readonly modelVariable: string | undefined;
}
