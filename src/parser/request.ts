/** What project to load and how. */
export interface LoadRequest {
  /** `-f`, in order; `-` is standard input. Empty: `COMPOSE_FILE`, or the file found from the working folder upwards. */
  readonly files: readonly string[];
  readonly projectDirectory?: string | undefined;
  /** `-p`. */
  readonly projectName?: string | undefined;
  /** `--profile`; empty takes `COMPOSE_PROFILES`. `*` is all. */
  readonly profiles: readonly string[];
  /** `--env-file`; empty takes `COMPOSE_ENV_FILES`, or `.env`. */
  readonly envFiles: readonly string[];
  /** Reads standard input, for `-f -`. */
  readonly stdin?: (() => Promise<string>) | undefined;
  /** Services named on the command line: their profiles are turned on, and only their env files must be there. */
  readonly services?: readonly string[] | undefined;
  /** Keep networks, volumes, secrets and configs that no service uses. */
  readonly allResources?: boolean | undefined;
  readonly noInterpolate?: boolean | undefined;
  readonly noNormalize?: boolean | undefined;
  readonly noPathResolution?: boolean | undefined;
  readonly noConsistency?: boolean | undefined;
  /** Env files that are missing or cannot be read are no error: what can be read is taken. */
  readonly noEnvResolution?: boolean | undefined;
  /** Stops what takes time: fetching remote files. */
  readonly signal?: AbortSignal | undefined;
}
