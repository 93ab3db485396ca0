import { sep } from 'node:path';
import { writeOutput } from '../store/write-output.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { Workspace } from './workspace.ts';

/** Writes an export into a file, anywhere but among the work items. */
export function writeExport({ root }: Workspace, path: string, content: Uint8Array): void {
  if (path.startsWith(root.path + sep)) {
    throw new TicketsError('usage', `${path} is among the work items`, 'name a file outside of the root');
  }
  writeOutput(path, content);
}
