import { readTexts } from './merge-item.ts';
import type { Contents, ItemFiles } from './tree-state.ts';

/** The item.md of an item in a state of the tree: where it is, and its text; null where there is none that can be read. */
export function itemText(
  files: ItemFiles | undefined,
  contents: Contents,
): { path: string; mode: string; text: string } | null {
  for (const [path, { mode, oid }] of files ?? []) {
    if (!/^[^/]+\/item\.md$/.test(path)) continue;
    const { texts, encoding } = readTexts([contents.get(oid)]);
    return encoding === 'utf8' ? { path, mode, text: texts[0] ?? '' } : null;
  }
  return null;
}
