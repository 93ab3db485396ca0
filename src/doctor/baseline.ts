import { TicketsError } from '../tickets/tickets-error.ts';
import type { Finding } from './finding.ts';

/** The findings that a tree had when doctor was adopted, by fingerprint. */
export type Baseline = ReadonlySet<string>;

const SCHEMA_VERSION = 1;
/** As fingerprint.ts makes them. */
const FINGERPRINT = /^[0-9a-f]{16}$/;

/** Reads what serializeBaseline wrote. Throws a TicketsError `config` that names the file. */
export function parseBaseline(text: string, name: string): Baseline {
  const problem = (message: string): TicketsError =>
    new TicketsError('config', `${name}: ${message}`, '`tickets doctor --write-baseline` makes one');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw problem('it is no JSON');
  }
  if (typeof value !== 'object' || value === null || !('findings' in value) || !Array.isArray(value.findings)) {
    throw problem('it is no baseline');
  }
  if (!('schemaVersion' in value) || value.schemaVersion !== SCHEMA_VERSION) throw problem('it has another version');
  return new Set(
    value.findings.map((entry: unknown) => {
      const fingerprint =
        typeof entry === 'object' && entry !== null && 'fingerprint' in entry ? entry.fingerprint : undefined;
      if (typeof fingerprint === 'string' && FINGERPRINT.test(fingerprint)) return fingerprint;
      throw problem('one of its findings has no fingerprint');
    }),
  );
}

/** A baseline as text: a finding a line, so that what a later one takes out is plain in a diff. */
export function serializeBaseline(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ fingerprint, rule, path, message }) => `    ${JSON.stringify({ fingerprint, rule, path, message })}`,
  );
  return `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
