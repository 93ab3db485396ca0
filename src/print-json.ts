import { type ErrorJson, type JsonDocument, type JsonShape, SCHEMA_VERSION } from './api/json-shapes.ts';
import type { ListInText } from './commands/command-module.ts';
import { inBatches } from './in-batches.ts';
import { harmlessJsonParts } from './render/harmless.ts';
import type { Io } from './terminal/io.ts';

/** Prints an answer for a program. */
export function printJson(io: Io, shape: JsonShape | ListInText | ErrorJson): void {
  const document: JsonDocument<JsonShape | ListInText | ErrorJson> = { schemaVersion: SCHEMA_VERSION, ...shape };
  for (const part of inBatches(harmlessJsonParts(document))) io.stdout.write(part);
  io.stdout.write('\n');
}
