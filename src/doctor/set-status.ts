import { editField } from '../format/edit-field.ts';
import type { CheckedItem } from '../tickets/tree.ts';
import { editFile, type Fix } from './fix.ts';

export const SET_STATUS = { safety: 'unsafe', description: 'set the status to that of the directory' } as const;

/** The repair that writes into item.md which status directory the item is in. */
export function setStatus(item: CheckedItem): Fix | undefined {
  const file = item.parsedItem();
  if (!item.item?.validUtf8 || file?.frontMatter.state !== 'closed') return undefined;
  return { ...SET_STATUS, repairs: [editFile(item.item, [editField(file.frontMatter, 'status', item.status)])] };
}
