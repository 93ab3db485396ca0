import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

interface StrictSchema {
  validate: (document: unknown) => boolean;
  /** Why the last document did not pass. */
  describe: () => string;
}

const compiled = new Map<string, StrictSchema>();

/**
 * A schema of schema/, by its name there, under which an object may have no other keys than those that it lists. Of a schema of
 * `--json` what stands beside `schemaVersion`.
 */
export function strictSchema(name: string): StrictSchema {
  const known = compiled.get(name);
  if (known) return known;
  const { allOf, ...schema } = JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8'));
  const body = allOf ? { ...schema, allOf: allOf.slice(1) } : schema;
  const ajv = new Ajv({ allErrors: true });
  const validate = ajv.compile(closed(body) as object);
  const result = {
    validate: (document: unknown) => validate(document) === true,
    describe: () => ajv.errorsText(validate.errors),
  };
  compiled.set(name, result);
  return result;
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
  const isObject = 'type' in value && value.type === 'object' && 'properties' in value;
  return isObject && !('additionalProperties' in value) ? { ...inner, additionalProperties: false } : inner;
}
