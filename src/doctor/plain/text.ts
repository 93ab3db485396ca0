import type { CheckedFile, CheckedItem } from '../../tickets/tree.ts';

/** Whether the text files are all ASCII, with nothing but newlines at the ends of their lines. A resolution may lack its last. */
export function hasPlainText({ item, thread, resolution }: CheckedItem): boolean {
  return isPlainFile(item) && isPlainFile(thread) && isPlainFile(resolution) && endsLine(item) && endsLine(thread);
}

/** Whether a file is all ASCII, with nothing but newlines at the ends of its lines. */
export function isPlainFile(file: CheckedFile | null): boolean {
  return file === null || (file.isAscii && !file.text.includes('\r') && !file.text.includes('\0'));
}

function endsLine(file: CheckedFile | null): boolean {
  return file === null || file.text.endsWith('\n');
}

/** Whether all characters of the title print as themselves. */
export function hasPlainTitle(item: CheckedItem): boolean {
  return /^[ -~]*$/.test(item.parsedItem()?.fields.title ?? '');
}
