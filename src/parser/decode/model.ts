import type { JsonObject } from '../../lib/json.ts';
import type { Model, ModelUse } from '../../model/model.ts';
import { numberAt, objectAt, textAt, textsAt } from './read.ts';

/** An entry of `models` in canonical form. */
export function decodeModel(key: string, definition: JsonObject): Model {
  return {
    key,
    name: textAt(definition, 'name'),
    model: textAt(definition, 'model') ?? '',
    contextSize: numberAt(definition, 'context_size'),
    runtimeFlags: textsAt(definition, 'runtime_flags'),
  };
}

/** The models of a service, by key. */
export function decodeModelUses(definition: JsonObject): ReadonlyMap<string, ModelUse> {
  const models = objectAt(definition, 'models');
  return new Map(
    Object.keys(models).map((key) => {
      const use = objectAt(models, key);
      return [
        key,
        { endpointVariable: textAt(use, 'endpoint_var'), modelVariable: textAt(use, 'model_var') },
      ];
    }),
  );
}
