import { editField } from '../../../format/edit-field.ts';
import { isItemId } from '../../../format/item-id.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import { editFile } from '../../fix.ts';
import type { Rule } from '../../rule.ts';

export const differsFromDirectory: Rule = {
  id: 'id/differs-from-directory',
  severity: 'error',
  summary: 'the id in item.md is not the name of the directory',
  why: `Commands know an item by the name of its directory; other programs go by the field. With two names the same item is
two, or two items are one. It happens when a directory is copied to begin a new item, or renamed by hand.`,
  help: 'make both the same; the ids of events are made with the name of the directory',
  fix: { safety: 'unsafe', description: 'set the id to the name of the directory' },
  bad: exampleItem((text) => text.replace(`id: ${EXAMPLE_ID}`, 'id: 20260601-090000-slow-list')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 2, column: 5 },
  checkItem: (item) => {
    const file = item.parsedItem();
    const id = file?.fields.id ?? '';
    if (!file || id === '' || id === item.id) return [];
    const fixable = item.item?.validUtf8 && file.frontMatter.state === 'closed' && isItemId(item.id);
    return [
      {
        ...fieldPlace(item, 'id'),
        message: `the id is '${id}', and the directory is '${item.id}'`,
        ...(fixable &&
          item.item && {
            fix: {
              safety: 'unsafe' as const,
              description: 'set the id to the name of the directory',
              repairs: [editFile(item.item, [editField(file.frontMatter, 'id', item.id)])],
            },
          }),
      },
    ];
  },
};
