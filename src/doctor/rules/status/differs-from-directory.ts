import { isStatus } from '../../../format/status.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';
import { SET_STATUS, setStatus } from '../../set-status.ts';

export const differsFromDirectory: Rule = {
  id: 'status/differs-from-directory',
  severity: 'error',
  summary: 'the status in item.md is not the directory that the item is in',
  why: `The directory counts: every command here goes by it. Other programs go by the field, and take an item for closed that
is open, or the other way round. Mostly the field was changed by hand, or the directory was moved without it.`,
  help: 'if the directory is right, write its name; if the field is, put it back and use `tickets status`',
  fix: SET_STATUS,
  bad: exampleItem((text) => text.replace('status: open', 'status: pending')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 5, column: 9 },
  checkItem: (item) => {
    const status = item.parsedItem()?.fields.status ?? '';
    if (!isStatus(status) || status === item.status) return [];
    const fix = setStatus(item);
    const message = `the status is '${status}', and the item is in ${item.status}/`;
    return [{ ...fieldPlace(item, 'status'), message, ...(fix && { fix }) }];
  },
};
