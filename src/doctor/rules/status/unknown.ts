import { nearestWord } from '../../../format/nearest-word.ts';
import { isStatus, STATUSES } from '../../../format/status.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';
import { SET_STATUS, setStatus } from '../../set-status.ts';

export const unknown: Rule = {
  id: 'status/unknown',
  severity: 'error',
  summary: 'the status is not open, pending or closed',
  why: `There are three states, each a directory, and the field repeats which one the item is in. Another word there is
wrong whatever it says, and programs that go by the field leave the item out of every list.`,
  help: 'one of open, pending, closed: the directory that the item is in; `tickets status` moves it',
  fix: SET_STATUS,
  bad: exampleItem((text) => text.replace('status: open', 'status: opened')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 5, column: 9 },
  checkItem: (item) => {
    const status = item.parsedItem()?.fields.status ?? '';
    if (status === '' || isStatus(status)) return [];
    const nearest = nearestWord(status, STATUSES);
    const fix = setStatus(item);
    return [
      {
        ...fieldPlace(item, 'status'),
        message: `unknown status '${status}'; the item is in ${item.status}/`,
        ...(nearest && nearest !== item.status && { help: `did you mean '${nearest}'? ${unknown.help}` }),
        ...(fix && { fix }),
      },
    ];
  },
};
