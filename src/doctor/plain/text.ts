import { isPlainText } from '../../tickets/plain-files.ts';
import type { CheckedFile, CheckedItem } from '../../tickets/tree.ts';

/** Whether the text files are all ASCII, with nothing but newlines at the ends of their lines. A resolution may lack its last. */
export function hasPlainText({ item, thread, resolution }: CheckedItem): boolean {
  return isPlainFile(item) && isPlainFile(thread) && isPlainFile(resolution) && endsLine(item) && endsLine(thread);
}

function isPlainFile(file: CheckedFile | null): boolean {
  return file === null || (file.isAscii && isPlainText(file.text));
}

function endsLine(file: CheckedFile | null): boolean {
  return file === null || file.text.endsWith('\n');
}

/** Whether all characters of the title print as themselves. */
export function hasPlainTitle(item: CheckedItem): boolean {
  return /^[ -~]*$/.test(item.parsedItem()?.fields.title ?? '');
}
