import type { CheckResult } from '../../api/check.ts';
import { SCHEMA_VERSION } from '../../api/json-shapes.ts';
import { harmlessJson } from '../harmless.ts';

/** The document that `--json` prints. */
export function jsonFindings(result: CheckResult): string {
  return `${harmlessJson({ schemaVersion: SCHEMA_VERSION, ...result })}\n`;
}
