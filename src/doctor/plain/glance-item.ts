import { KNOWN_KINDS } from '../../format/fields.ts';
import { isItemId } from '../../format/item-id.ts';
import { isTimestamp } from '../../format/timestamp.ts';
import type { PlainFiles } from '../../tickets/plain-files.ts';
import { NO_TEXT } from './no-text.ts';
import { stampOf } from './stamp-of.ts';

/** What a glance at an item.md tells. */
export interface ItemGlance {
  slug: string;
  createdAt: string;
  updatedAt: string;
  title: TitleGlance;
}

/** `plain`: a title is the same text to every reader. `nested`: YAML takes it for a key and a value. */
export type TitleGlance = 'plain' | 'nested' | 'unsure';

const TIME = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ';
/** A front matter as commands write it, and the old script wrote it, of an item that was not migrated. A title in quotes holds no escapes. */
const FRONT_MATTER = new RegExp(
  `^---\\nid: ([\\da-z-]+)\\nslug: ([a-z][\\da-z-]*)\\ntitle: ([A-Za-z][ -~]*|"[!#-[\\]-~][ !#-[\\]-~]*")\\nstatus: (\\w+)\\nkind: (\\w+)\\npriority: P[0-3]\\n` +
    `labels: \\[(?:\\w[\\w.+/-]*(?:, \\w[\\w.+/-]*)*)?\\]\\ncreated_at: (${TIME})\\nupdated_at: (${TIME})\\n` +
    'assignee: ([A-Za-z][\\w.-]*)\\nlegacy_ticket: null\\n---\\n',
);

/** A longer one is not what a command wrote. */
const LONGEST = 4096;

const KINDS = new Set<string>(KNOWN_KINDS);

/** Looks at the text of an item.md without taking it apart; null where there may be more to say of it. */
export function glanceAtItem({ id, status, item: text }: PlainFiles): ItemGlance | null {
  const match = FRONT_MATTER.exec(text);
  if (!match) return null;
  // By number: a pattern of all of them would take longer than the expression.
  const slug = match[2] as string;
  const createdAt = match[6] as string;
  const updatedAt = match[7] as string;
  const assignee = match[8] as string;
  const { length } = match[0];
  if (length > LONGEST || match[1] !== id || match[4] !== status || !KINDS.has(match[5] as string)) return null;
  if (NO_TEXT.test(slug) || (assignee !== 'null' && NO_TEXT.test(assignee))) return null;
  if (!isTimestamp(createdAt) || !isTimestamp(updatedAt) || updatedAt < createdAt) return null;
  if (id !== `${stampOf(createdAt)}-${slug}` || !isItemId(id)) return null;
  if (!text.endsWith('\n') || text.includes('## Migration reference', length)) return null;
  return { slug, createdAt, updatedAt, title: glanceAtTitle(match[3] as string) };
}

function glanceAtTitle(title: string): TitleGlance {
  if (title.startsWith('"')) return 'plain';
  if (title.includes('#') || NO_TEXT.test(title)) return 'unsure';
  return /: |: *$/.test(title) ? 'nested' : 'plain';
}
