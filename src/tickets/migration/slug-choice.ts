import { posix } from 'node:path';
import { isSlug, slugify } from '../../format/slug.ts';
import type { MigrationInputs, MigrationNote, MigrationOptions, MigrationProblem } from './migration-plan.ts';
import type { Source } from './order-sources.ts';

/** Chooses slugs, one source after the other: no slug twice, and none that an item answers to. */
export class SlugChoice {
  readonly #inputs: MigrationInputs;
  readonly #options: MigrationOptions;
  readonly #problems: MigrationProblem[];
  readonly #used = new Set<string>();
  /** The source of each slug that was chosen. */
  readonly #chosen = new Map<string, { where: string; key: string }>();

  constructor(inputs: MigrationInputs, options: MigrationOptions, problems: MigrationProblem[]) {
    this.#inputs = inputs;
    this.#options = options;
    this.#problems = problems;
  }

  /** The slug that the slugs file gives, or the source's own; null, and a problem, where there is none that is free. */
  choose(source: Source): string | null {
    const isTodo = source.type === 'todo';
    const key = isTodo ? source.title : source.ticket.file.path;
    const line = isTodo ? source.line.number : null;
    const where = isTodo ? `${this.#inputs.sources.todoPath}:${line}` : key;
    const slug = this.#given(isTodo ? [key, source.line.title] : [key]) ?? ownSlug(source);
    if (slug === null) {
      const message = isTodo ? `${where}: '${key}' needs a slug` : `${where} needs a slug`;
      const hint = 'it has no ASCII letters to make one of: name it in the file that --slugs gives';
      this.#problems.push({ code: 'no-slug', source: key, line, message, hint });
      return null;
    }
    const before = this.#chosen.get(slug);
    const other = before?.where ?? this.#inputs.taken.get(slug);
    if (other !== undefined) {
      const message = `${where} and ${other} would both have the slug '${slug}'`;
      const isSame = before?.key === key;
      const hint = isSame ? 'they say the same: remove one' : 'give another one in the file that --slugs names';
      this.#problems.push({ code: isSame ? 'twice' : 'slug-taken', source: key, line, message, hint });
      return null;
    }
    this.#chosen.set(slug, { where, key });
    return slug;
  }

  /** Entries that name nothing: a slip of the pen, most likely. Those of sources that are items already are no such. */
  reportUnused(notes: MigrationNote[]): void {
    const { slugs, slugsName } = this.#options;
    const known = new Set(this.#inputs.migrated.flatMap((item) => [item.legacyTicket ?? '', item.title]));
    for (const [key, { line }] of slugs) {
      if (this.#used.has(key) || known.has(key)) continue;
      const message = `${slugsName}:${line}: no source is '${key}'`;
      notes.push({ code: 'unused-slug', source: key, line, message });
    }
  }

  #given(keys: readonly string[]): string | null {
    for (const key of keys.map((text) => text.normalize('NFC'))) {
      const entry = this.#options.slugs.get(key);
      if (!entry) continue;
      this.#used.add(key);
      return entry.slug;
    }
    return null;
  }
}

/**
 * The slug that a source has by itself; null where only a person can tell: no ASCII letter in it. A file's base name is
 * taken as it is where it is a slug. A line whose ticket is not there has the ticket's.
 */
export function ownSlug(source: Source): string | null {
  const path = source.type === 'ticket' ? source.ticket.file.path : source.missing[0];
  if (path === undefined) return slugWithLetters(source.type === 'todo' ? source.title : '');
  const base = posix.basename(path).replace(/\.md$/, '');
  return isSlug(base) ? base : slugWithLetters(base);
}

function slugWithLetters(text: string): string | null {
  const slug = slugify(text);
  return /[a-z]/.test(slug) ? slug : null;
}
