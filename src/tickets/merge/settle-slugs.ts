import { applyTextEdits, editField } from '../../format/edit-field.ts';
import { parseItemFile } from '../../format/item-file.ts';
import { slugOfItemId } from '../../format/item-id.ts';
import { serializeEvent } from '../../format/serialize-event.ts';
import { LONGEST_SLUG } from '../../format/slug.ts';
import { parseThread } from '../../format/thread.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import { threadAddition } from '../record-event.ts';
import { itemText } from './item-text.ts';
import { type Contents, type ItemFiles, isSameItem, type TreeState } from './tree-state.ts';

/** A slug that two branches gave to an item each, and the other one that the later item has now. */
export interface RenamedSlug {
  item: string;
  from: string;
  to: string;
  /** The item that keeps it. */
  holder: string;
}

/** Who writes the event about it: the same on every machine, so that two clones that settle it agree. */
const AUTHOR = 'tickets resolve';

/**
 * Gives one of two items another slug where each branch has made an item, or renamed one, to the same. The one with the
 * smaller id, which is the older one, keeps it. The other gets an event that says so.
 */
export function settleSlugs(
  items: Map<string, ItemFiles>,
  { base, ours, theirs }: { base: TreeState; ours: TreeState; theirs: TreeState },
  contents: Contents,
): RenamedSlug[] {
  const changed = (side: TreeState): string[] =>
    [...side.keys()].filter((id) => !isSameItem(side.get(id), base.get(id)) && slugOf(side, id) !== slugOf(base, id));
  const slugOf = (state: TreeState, id: string): string | null => {
    const text = itemText(state.get(id), contents)?.text;
    return text === undefined ? null : parseItemFile(text).fields.slug;
  };
  const [our, their] = [changed(ours), changed(theirs)];
  if (our.length === 0 || their.length === 0) return [];
  const taken = new Set([...items.keys()].map((id) => slugOfItemId(id) ?? id));
  const holders = new Map<string, string>();
  const renamed: RenamedSlug[] = [];
  for (const id of [...new Set([...our, ...their])].sort()) {
    const slug = slugOf(items, id);
    if (slug === null || slug === '') continue;
    const holder = holders.get(slug);
    if (holder === undefined) {
      holders.set(slug, id);
      taken.add(slug);
      continue;
    }
    const to = freeSlug(slug, taken);
    taken.add(to);
    rename(items, id, { from: slug, to, holder }, contents);
    renamed.push({ item: id, from: slug, to, holder });
  }
  return renamed;
}

function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const candidate = slug.slice(0, LONGEST_SLUG - suffix.length).replace(/-+$/, '') + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}

function rename(
  items: Map<string, ItemFiles>,
  id: string,
  { from, to, holder }: Omit<RenamedSlug, 'item'>,
  contents: Contents,
): void {
  const files = new Map(items.get(id));
  const item = itemText(files, contents);
  if (!item) return;
  const { frontMatter, fields } = parseItemFile(item.text);
  if (frontMatter.state !== 'closed' || parseTimestamp(fields.updatedAt) === null) return;
  const body = `Before:\n\n- slug: ${from}\n\nTwo branches gave this slug to an item each; it stays that of ${holder}.`;
  const attributes = [{ key: 'field', value: 'slug' }];
  const event = serializeEvent(id, { kind: 'item_edit', author: AUTHOR, at: fields.updatedAt, attributes, body });
  const text = applyTextEdits(item.text, [editField(frontMatter, 'slug', to)]);
  files.set(item.path, { mode: item.mode, oid: contents.add(Buffer.from(text)) });
  const threadPath = item.path.replace(/item\.md$/, 'thread.md');
  const thread = files.get(threadPath);
  const log = thread ? Buffer.from(contents.get(thread.oid)) : Buffer.from('');
  // It is there already, if a run was stopped right behind it.
  if (!parseThread(log.toString(), id).events.some((each) => each.id === event.id)) {
    const addition = Buffer.from(threadAddition(log.toString(), event.text));
    files.set(threadPath, { mode: thread?.mode ?? '100644', oid: contents.add(Buffer.concat([log, addition])) });
  }
  items.set(id, files);
}
