import { TicketsError } from '../tickets/tickets-error.ts';
import type { DoctorOptions } from './doctor-options.ts';

/** Refuses options of doctor of which one would silently win. Throws a TicketsError `usage`. */
export function refuseContradictions(hasRefs: boolean, options: DoctorOptions, json: boolean): void {
  const { staged, since, fix: fixes, unsafeFixes, diff, format, output, baseline, writeBaseline } = options;
  const refuse = (message: string, hint: string): never => {
    throw new TicketsError('usage', message, hint);
  };
  const scopes = [hasRefs && 'REF', staged && '--staged', since !== undefined && '--since'].filter(Boolean);
  if (scopes.length > 1) refuse(`${scopes.join(' and ')} exclude each other`, 'give one of them');
  if (staged && (fixes || unsafeFixes || diff)) {
    refuse('--staged looks at the index, repairs change files', 'run doctor --fix, then `git add`');
  }
  if (json && format !== undefined && format !== 'json')
    refuse(`--json and --format ${format} exclude each other`, 'give one');
  if (output !== undefined || (format !== undefined && format !== 'text')) {
    const other = (diff && '--diff') || (writeBaseline !== undefined && '--write-baseline');
    if (other) refuse(`${other} makes no report`, 'leave out --format and --output, or run doctor twice');
  }
  if (writeBaseline !== undefined && (scopes.length > 0 || baseline !== undefined || diff)) {
    refuse('a baseline is written of the whole tree', 'leave out REF, --staged, --since, --baseline and --diff');
  }
}
