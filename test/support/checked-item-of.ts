import { decodeText } from '../../src/format/decode-text.ts';
import type { Status } from '../../src/format/status.ts';
import { checkedItem } from '../../src/tickets/checked-item.ts';
import type { CheckedFile, CheckedItem, EntryKind } from '../../src/tickets/tree.ts';

/** An item as doctor sees it, of its files by name; what is no text stands there as an entry only. */
export function checkedItemOf(
  status: Status,
  id: string,
  files: Record<string, string | Uint8Array | EntryKind[]>,
): CheckedItem {
  const path = `${status}/${id}`;
  const fileOf = (name: string): CheckedFile | null => {
    const content = files[name];
    if (content === undefined || Array.isArray(content)) return null;
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return { name, path: `${path}/${name}`, ...decodeText(bytes) };
  };
  const entries = Object.entries(files).map(([name, content]) => ({
    path: name,
    kind: (Array.isArray(content) ? content[0] : undefined) ?? ('file' as const),
  }));
  return checkedItem({
    status,
    id,
    path,
    entries,
    item: fileOf('item.md'),
    thread: fileOf('thread.md'),
    resolution: fileOf('resolution.md'),
    unreadable: [],
    textOf: (name) => fileOf(name)?.text ?? null,
  });
}
