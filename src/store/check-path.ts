import { join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';

/** Throws for a path, relative to the root, that would leave the root by name or by a link. */
export function checkPath(root: string, path: string): void {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..')) {
    throw new TicketsError('invalid-value', `'${path}' is no path in the root`);
  }
  for (let depth = 1; depth < names.length; depth += 1) {
    const above = names.slice(0, depth).join('/');
    const kind = fileKind(join(root, above));
    if (kind === 'directory' || kind === 'missing') continue;
    throw new TicketsError('unreadable', `${above} is no directory`, 'nothing was written');
  }
}
