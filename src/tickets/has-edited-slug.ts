import { parseItemFile } from '../format/item-file.ts';
import { slugOfItemId } from '../format/item-id.ts';

/** Whether an item answers to a slug that its id does not end with, by the text of its item.md. */
export function hasEditedSlug(id: string, itemText: string): boolean {
  const { slug } = parseItemFile(itemText).fields;
  return slug !== '' && slug !== slugOfItemId(id);
}
