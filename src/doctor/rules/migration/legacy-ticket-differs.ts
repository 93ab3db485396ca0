import { findFences } from '../../../format/fences.ts';
import { textLines } from '../../../format/text-lines.ts';
import type { CheckedItem } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

const BODY = `## Migration reference

- legacy_ticket: tickets/slow-search.md
- migrated_from: TODO.md / tickets directory migration on 2026-06-01

# Search is slow
`;
const tree = (legacyTicket: string) =>
  exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace(
      'legacy_ticket: null',
      `legacy_ticket: ${legacyTicket}`,
    ).replace('Ten seconds for 100 items.\n', BODY),
    [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD.replace('event: create', 'event: migration')
      .replace('Created', 'Migrated')
      .replace('Created by tickets new.', 'Migrated from tickets/slow-search.md.'),
  });

export const legacyTicketDiffers: Rule = {
  id: 'migration/legacy-ticket-differs',
  severity: 'warning',
  summary: 'the front matter, the body and the log name different legacy tickets',
  why: `A migrated item names the ticket that it was made from three times: in \`legacy_ticket\`, in the body's Migration
reference and in the migration event. It is how the text before the migration is found in history. Where they differ,
one of them leads to the wrong file.`,
  help: "the migration event is the record: correct the other one (`git log --follow` on the item's first commit shows the file)",
  bad: tree('tickets/slow-start.md'),
  good: tree('tickets/slow-search.md'),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 12, column: 16 },
  checkItem: (item) => {
    const file = item.parsedItem();
    if (file?.frontMatter.state !== 'closed') return [];
    const said = [
      { where: 'legacy_ticket', value: file.fields.legacyTicket },
      ...bodyReference(file.body),
      ...eventReference(item),
    ];
    if (new Set(said.map(({ value }) => value)).size === 1) return [];
    const message = said.map(({ where, value }) => `${where} names ${value ?? 'none'}`).join(', ');
    return [{ ...fieldPlace(item, 'legacy_ticket'), message }];
  },
};

interface Reference {
  where: string;
  value: string | null;
}

/** What the section `## Migration reference` says; nothing where the body has none. */
function bodyReference(body: string): Reference[] {
  if (!body.includes('## Migration reference')) return [];
  const all = textLines(body);
  const { fenced } = findFences(all);
  const lines = all.filter((_, index) => !fenced[index]).map(({ text }) => text.trimEnd());
  const start = lines.indexOf('## Migration reference');
  if (start < 0) return [];
  const length = lines.slice(start + 1).findIndex((text) => text.startsWith('#'));
  const section = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  const value = section.flatMap((text) => /^- legacy_ticket: (.*)$/.exec(text)?.[1]?.trim() ?? [])[0];
  return value === undefined ? [] : [{ where: "the body's Migration reference", value: readNone(value) }];
}

function eventReference(item: CheckedItem): Reference[] {
  const event = item.parsedThread()?.events.find(({ kind }) => kind === 'migration');
  const where = 'the migration event';
  const path = /^Migrated from (tickets\/\S+\.md)\./.exec(event?.body ?? '')?.[1];
  if (path !== undefined) return [{ where, value: path }];
  return event?.body.startsWith('Migrated from TODO.md entry without a legacy ticket file.')
    ? [{ where, value: null }]
    : [];
}

function readNone(text: string): string | null {
  return /^(?:|~|null|none)$/i.test(text) ? null : text.replace(/^(["'`])(.*)\1$/, '$2');
}
