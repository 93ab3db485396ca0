import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ItemSource {
  id: string;
  status?: string;
  /** The rest of the line, exactly as it is to stand in the file. */
  title?: string;
  /** Lines in place of a key's own line, or further lines. */
  fields?: Record<string, string>;
  body?: string;
  /** The whole of thread.md in place of one `create` event. */
  thread?: string;
}

/** Writes an item as the old script made it, at the time of its id, byte for byte as told, and returns its directory. */
export function writeItem(root: string, source: ItemSource): string {
  const { id, status = 'open', title = 'Title', fields = {}, body = 'A needle in the body.\n' } = source;
  const stamp = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id);
  const [, year, month, day, hour, minute, second] = stamp ?? [];
  const at = stamp ? `${year}-${month}-${day}T${hour}:${minute}:${second}Z` : '2026-05-30T05:32:59Z';
  const lines: Record<string, string> = {
    id,
    slug: id.slice(16),
    title,
    status,
    kind: 'task',
    priority: 'P2',
    labels: '[a]',
    created_at: at,
    updated_at: at,
    assignee: 'null',
    legacy_ticket: 'null',
    ...fields,
  };
  const directory = join(root, status, id);
  mkdirSync(join(directory, 'artifacts'), { recursive: true });
  writeFileSync(join(directory, 'artifacts', '.gitkeep'), '');
  const frontMatter = Object.entries(lines).map(([key, value]) => `${key}: ${value}\n`);
  writeFileSync(join(directory, 'item.md'), `---\n${frontMatter.join('')}---\n\n${body}`);
  writeFileSync(
    join(directory, 'thread.md'),
    source.thread ?? `<!-- event: create author: hare at: ${at} -->\n\n## Created\n\nCreated by hand.\n\n---\n`,
  );
  return directory;
}
