import type { SearchMatch } from '../api/search.ts';
import { harmlessLine } from './harmless.ts';
import type { View } from './view.ts';

/** The matches below the items that hold them, as `path:line: place: text`. */
export function searchText(matches: readonly SearchMatch[], { theme }: View): string {
  const lines: string[] = [];
  let current: string | undefined;
  for (const match of matches) {
    if (match.item.id !== current) {
      if (current !== undefined) lines.push('');
      current = match.item.id;
      lines.push(
        `${theme.title(harmlessLine(match.item.title || match.item.id))}  ${theme.dim(`(${match.item.status})`)}`,
      );
    }
    const place = match.event ? `${match.event.kind} by ${match.event.author ?? 'nobody'}` : match.place;
    lines.push(
      `${theme.hint(harmlessLine(`${match.path}:${match.line}`))}: ${theme.dim(harmlessLine(place))}: ${harmlessLine(match.text.trim())}`,
    );
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
