/** Where an attribute stands: the mapping that has it. */
export type Place =
  | 'services'
  | 'build'
  | 'deploy'
  | 'healthcheck'
  | 'networks'
  | 'volumes'
  | 'secrets'
  | 'configs'
  | 'models'
  | 'top';

/** A value as people write it, on one line, and as `config` prints it. */
export type Form = readonly [written: string, canonical: unknown];

/** What one file says and a later file says, and what both are together. */
export type Merge = readonly [base: string, over: string, canonical: unknown];

/** A value with variables, what they are, and what comes of it. */
export type Template = readonly [written: string, env: Readonly<Record<string, string>>, canonical: unknown];

/**
 * A value that is an error, and what is found: `code +N`, N columns behind where the value begins, `code key` at its key, or
 * `code file:line:column`.
 */
export type Refusal = readonly [written: string, found: string];

/**
 * One attribute of the format: all the ways to write it, and what they mean. Expected values are docker compose 2.40.3's own;
 * with its path in `SELKIE_DOCKER_COMPOSE` every row but those of `beyond` and `beyondMerged` is tried on it as well.
 */
export interface Attribute {
  readonly place: Place;
  readonly key: string;
  /** Other members of the mapping that has it, as lines. */
  readonly beside?: readonly string[];
  /** Other top-level sections that it needs. */
  readonly around?: string;
  /** Other files that it names: path below the project folder → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the printed project has when nobody writes it. */
  readonly absent?: unknown;
  /** `code line:column` of the finding when nobody writes it and it is needed. */
  readonly required?: string;
  /** The part of the printed project that is compared, when it is not the attribute itself. */
  readonly shown?: readonly string[];
  readonly forms: readonly Form[];
  readonly merged?: readonly Merge[];
  readonly templates?: readonly Template[];
  readonly refused?: readonly Refusal[];
  /** Forms that only Selkie has, such as those of Podman. */
  readonly beyond?: readonly Form[];
  /** How those merge. */
  readonly beyondMerged?: readonly Merge[];
  /** Why JSON output says less than YAML output, as docker compose has it. */
  readonly lossyJson?: string;
}
