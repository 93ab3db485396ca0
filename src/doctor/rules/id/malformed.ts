import { isItemId } from '../../../format/item-id.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const malformed: Rule = {
  id: 'id/malformed',
  severity: 'warning',
  summary: 'the name of an item has another form than ids have',
  why: `An id is the moment of its creation and a slug, \`YYYYMMDD-HHMMSS-<slug>\`, of a-z, 0-9 and hyphens. That keeps ids
unique without asking anybody, sorts them by time, and makes them names that every file system takes. Letters of other
case or other signs are lost or mixed up on some of them.`,
  help: 'rename the directory, and write the same name into `id`',
  bad: exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: undefined,
    [`open/${EXAMPLE_ID}/thread.md`]: undefined,
    [`open/${EXAMPLE_ID}/artifacts/.gitkeep`]: undefined,
    'open/Slow_Search/item.md': EXAMPLE_ITEM.replaceAll(EXAMPLE_ID, 'Slow_Search'),
    'open/Slow_Search/thread.md': EXAMPLE_THREAD,
    'open/Slow_Search/artifacts/.gitkeep': '',
  }),
  good: exampleTree(),
  at: { path: 'open/Slow_Search/item.md', line: 2, column: 5 },
  checkItem: (item) => {
    if (isItemId(item.id)) return [];
    // Where item.md says something else, that is a finding of its own: this one is about the name.
    const place = item.parsedItem()?.fields.id === item.id ? fieldPlace(item, 'id') : { path: item.path };
    return [{ ...place, message: `'${item.id}' is no id: YYYYMMDD-HHMMSS-<slug>` }];
  },
};
