import { decodeText } from '../../format/decode-text.ts';
import type { ItemMergeOptions } from './merge-item.ts';
import { mergeLines } from './merge-lines.ts';
import { isSameFile, type TreeFile } from './tree-state.ts';

/**
 * Merges a file that is no part of the format: an artifact. The side that changed it wins. Where both changed it, a text is
 * merged by lines; of anything else ours is kept, and it is a conflict. What one side removed and the other changed stays.
 */
export function mergeFile(
  base: TreeFile | undefined,
  ours: TreeFile | undefined,
  theirs: TreeFile | undefined,
  { contents, ...options }: ItemMergeOptions,
): { file: TreeFile | undefined; conflict: boolean } {
  if (isSameFile(ours, theirs) || isSameFile(theirs, base)) return { file: ours, conflict: false };
  if (isSameFile(ours, base)) return { file: theirs, conflict: false };
  if (!ours || !theirs) return { file: ours ?? theirs, conflict: false };
  const mode = ours.mode === base?.mode ? theirs.mode : ours.mode;
  if (ours.oid === theirs.oid) return { file: { mode, oid: ours.oid }, conflict: false };
  const texts = [base, ours, theirs].map((file) => (file ? plainText(file, contents.get(file.oid)) : ''));
  const [was, our, their] = texts;
  if (was == null || our == null || their == null) {
    return options.prefer === 'theirs' ? { file: theirs, conflict: false } : { file: ours, conflict: true };
  }
  const merged = mergeLines(was, our, their, options);
  return { file: { mode, oid: contents.add(Buffer.from(merged.text)) }, conflict: merged.conflicts.length > 0 };
}

/** The text of a regular file that is one; null for binary content, and for links. */
function plainText({ mode }: TreeFile, bytes: Uint8Array): string | null {
  const { text, validUtf8 } = decodeText(bytes);
  return mode.startsWith('100') && validUtf8 && !text.includes('\0') ? text : null;
}
