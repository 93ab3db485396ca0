// Makes a tree of work items for measuring: the same bytes for the same count.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PARAGRAPH = 'A paragraph of plain text, as an item has it, that says what is to be done and why it matters.\n\n';

/** Makes `count` items below `root`, one in five open, and returns the id of one in the middle. */
export function makeTree(root, count) {
  for (const status of ['open', 'pending', 'closed']) mkdirSync(join(root, status), { recursive: true });
  let middle = '';
  for (let index = 0; index < count; index += 1) {
    const at = new Date(Date.UTC(2026, 0, 1) + index * 1000);
    const stamp = `${at.toISOString().slice(0, 19)}Z`;
    const slug = `item-${index}-of-the-tree`;
    const id = `${stamp.slice(0, 10).replaceAll('-', '')}-${stamp.slice(11, 19).replaceAll(':', '')}-${slug}`;
    const status = index % 5 === 0 ? 'open' : 'closed';
    if (index === Math.floor(count / 10) * 5) middle = id;
    writeItem(join(root, status, id), { id, slug, status, stamp, index });
  }
  return middle;
}

function writeItem(directory, { id, slug, status, stamp, index }) {
  mkdirSync(join(directory, 'artifacts'), { recursive: true });
  writeFileSync(join(directory, 'artifacts/.gitkeep'), '');
  // Two in five titles are no YAML, as in the real data.
  const title = index % 5 < 2 ? `Area ${index % 7}: make number ${index} better` : `Make number ${index} better`;
  writeFileSync(
    join(directory, 'item.md'),
    `---\nid: ${id}\nslug: ${slug}\ntitle: ${title}\nstatus: ${status}\nkind: task\npriority: P2\nlabels: [area-${index % 7}, bench]\ncreated_at: ${stamp}\nupdated_at: ${stamp}\nassignee: null\nlegacy_ticket: null\n---\n\n## Background\n\n${PARAGRAPH.repeat(8)}`,
  );
  const event = (kind, heading, more) =>
    `<!-- event: ${kind} author: bench at: ${stamp}${more} -->\n\n## ${heading}\n\n${PARAGRAPH.repeat(4)}\n\n---\n`;
  const events = [
    event('create', 'Created', ''),
    event('plan', 'Plan', ''),
    // An open item that was approved long ago is a finding of doctor's; a healthy tree has none.
    status === 'open' ? event('comment', 'Comment', '') : event('review', 'Review: approve', ' status: approve'),
  ];
  if (status === 'closed') {
    events.push(event('close', 'Closed', ' status: closed'));
    writeFileSync(join(directory, 'resolution.md'), PARAGRAPH.repeat(4));
  }
  writeFileSync(join(directory, 'thread.md'), events.join('\n'));
}
