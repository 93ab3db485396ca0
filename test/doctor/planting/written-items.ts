import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from '../../../src/api/create.ts';
import { openWorkspace } from '../../../src/api/workspace.ts';
import { close, edit, reopen, setStatus, writeEvent } from '../../../src/api/write.ts';
import type { ExampleTree } from '../../../src/doctor/example-tree.ts';
import type { Random } from './random.ts';
import { readTreeEntries } from './read-tree-entries.ts';

const AUTHORS = ['ann', 'bob', 'yoi ticket', '山田', 'x@example.org'];
const TEXTS = [
  'It is the index.',
  'Rebuilt at every start; 0.2 s now.\n\nMeasured on 10,000 items.',
  '起動のたびに索引を作り直している。\n\n- 一度だけ作る\n- 結果を残す',
  'What came out:\n\n```console\n$ tickets list\nid  title\n---\n```\n\nGood enough.',
  '## A heading\n\nText.\n\n---\n\nMore below a rule, with `code` and “quotes”.',
  '<!-- event: review author: ann at: 2026-06-01T10:00:00Z status: approve -->\n\nIs what it looked like.',
  'Ça va? Größer als vorher — naïve, but café-proof.',
  '1. one\n2. two\n   - two and a half\n\n> quoted\n\n    indented code',
];
const TITLES = [
  'Search is slow',
  'TUI picker: live 候補の表示',
  'Follow up on #12',
  '検索が遅い',
  'Say "hello" to [everybody]',
  "It's done: or not",
  'Größe der Fenster',
  '100 % of the time',
  'A title as long as people write them, when they have a lot to say about a little thing, and then some',
];

/** What a random step did to a tree; the clock goes on by the minutes given. */
interface Writer {
  create: () => Promise<string>;
  step: (id: string) => void;
  /** Every text is in the log of some item. */
  comment: (id: string, text: number) => void;
}

/** A tree with new items, made by the program's own operations. */
export async function writeItems(count: number, random: Random): Promise<ExampleTree> {
  return inTree(null, random, async (writer) => {
    for (let made = 0; made < count; made += 1) {
      const id = await writer.create();
      writer.comment(id, made);
      for (let steps = 2 + random.below(7); steps > 0; steps -= 1) writer.step(id);
    }
  });
}

/** A tree whose items were worked on with the program's own operations after they came from elsewhere. */
export function continueItems(source: string, ids: readonly string[], random: Random): Promise<ExampleTree> {
  return inTree(source, random, async (writer) => {
    for (const [index, id] of ids.entries()) {
      writer.comment(id, index);
      for (let steps = 2 + random.below(5); steps > 0; steps -= 1) writer.step(id);
    }
  });
}

async function inTree(
  source: string | null,
  random: Random,
  work: (writer: Writer) => Promise<void>,
): Promise<ExampleTree> {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'tickets-written-')));
  const root = join(project, 'work-items');
  try {
    for (const status of ['open', 'pending', 'closed']) mkdirSync(join(root, status), { recursive: true });
    if (source !== null) cpSync(source, root, { recursive: true });
    await work(writerIn(project, root, random));
    return readTreeEntries(root);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function writerIn(project: string, root: string, random: Random): Writer {
  let now = Date.parse('2026-06-10T08:00:00Z');
  const workspace = openWorkspace({ cwd: project, env: {}, root, now: () => new Date(now) });
  const status = new Map<string, string>();
  const statusOf = (id: string): string => status.get(id) ?? 'unknown';
  return {
    create: async () => {
      now += 60_000;
      const title = random.pick(TITLES);
      const more = random.chance(0.5) ? { labels: ['search', '検索'], assignee: random.pick(AUTHORS) } : {};
      const made = await create(workspace, { title, body: random.pick(TEXTS), author: random.pick(AUTHORS), ...more });
      status.set(made.id, 'open');
      return made.id;
    },
    comment: (id, text) => {
      now += 60_000;
      const body = TEXTS[text % TEXTS.length] ?? '';
      writeEvent(workspace, id, { kind: 'comment', body }, { author: random.pick(AUTHORS) });
    },
    step: (id) => {
      now += 1000 * (1 + random.below(5000));
      const author = { author: random.pick(AUTHORS) };
      const body = random.pick(TEXTS);
      const kind = random.pick(['comment', 'comment', 'plan', 'decision', 'implementation_report'] as const);
      const steps = [
        () => writeEvent(workspace, id, { kind, body }, author),
        () => writeEvent(workspace, id, { kind, body }, author),
        () => writeEvent(workspace, id, { kind: 'review', verdict: 'approve', body }, author),
        () => edit(workspace, id, { priority: random.pick(['P0', 'P1', 'P3']) }, author),
        () => edit(workspace, id, { body: random.pick(TEXTS) }, author),
        () => {
          if (statusOf(id) === 'closed') reopen(workspace, id, body, author);
          else if (statusOf(id) === 'unknown') setStatus(workspace, id, { status: 'pending' }, author);
          else close(workspace, id, body, author);
          status.set(id, statusOf(id) === 'closed' ? 'open' : statusOf(id) === 'unknown' ? 'pending' : 'closed');
        },
      ];
      random.pick(steps)();
    },
  };
}
