import type { JsonObject } from '../lib/json.ts';

/** A named volume of the project. */
export interface Volume {
  /** Key under the top-level `volumes`. */
  readonly key: string;
  /** Name on the engine. */
  readonly name: string;
  readonly isExternal: boolean;
  readonly driver: string | undefined;
  readonly driverOptions: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** The canonical form, as `config` prints it: the input of the volume's config hash. */
  readonly definition: JsonObject;
  /** sha256 in hexadecimal over the definition, equal to docker compose's. */
  readonly configHash: string;
}
