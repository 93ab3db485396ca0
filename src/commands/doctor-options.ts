import type { CheckResult } from '../api/check.ts';
import { EXIT } from '../exit-code.ts';
import type { FINDINGS_FORMATS } from '../render/findings-formats.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { choice } from './options.ts';

export type Severity = CheckResult['findings'][number]['severity'];

/** The names that `--format` knows. */
export const FORMATS = ['text', 'json', 'github', 'gitlab', 'sarif', 'junit'] as const satisfies readonly (
  | 'text'
  | keyof typeof FINDINGS_FORMATS
)[];
export type Format = (typeof FORMATS)[number];
export const SEVERITIES = ['error', 'warning', 'hint'] as const satisfies readonly Severity[];

export interface DoctorOptions {
  format?: Format;
  output?: string[];
  fix?: boolean;
  unsafeFixes?: boolean;
  diff?: boolean;
  staged?: boolean;
  since?: string;
  base?: string;
  baseline?: string;
  writeBaseline?: string;
  strict?: boolean;
  failOn?: Severity;
  maxWarnings?: number;
  explain?: string;
  listRules?: boolean;
}

export const readFormat = choice('format', FORMATS);

/** A request that a check does not understand is a usage error; anything else that stops it means that it could not check. */
export function checkExitCode(code: TicketsError['code']): number {
  return ['usage', 'config', 'not-found', 'ambiguous', 'invalid-value'].includes(code) ? EXIT.usage : EXIT.fault;
}

/** Reads a FORMAT=FILE. */
export function readOutput(text: string): { format: Format; path: string } {
  const [format = '', ...rest] = text.split('=');
  const path = rest.join('=');
  if (path === '') throw new TicketsError('usage', `--output cannot read '${text}'`, 'like sarif=doctor.sarif');
  return { format: readFormat(format), path };
}
