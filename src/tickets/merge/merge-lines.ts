import { diffArrays } from 'diff';

/** The names of the two sides in the lines of a conflict. */
export interface SideNames {
  ours: string;
  theirs: string;
}

export interface LineMergeOptions {
  names: SideNames;
  /** Where both sides changed the same lines: theirs, and no conflict. */
  prefer?: 'theirs' | undefined;
}

export interface LineMerge {
  text: string;
  /** What both sides made of the same lines. */
  conflicts: { ours: string; theirs: string }[];
}

/** More changed lines than this are not compared line by line: it would take seconds. */
const MOST_CHANGES = 4000;

/**
 * Merges two versions of a text by lines: what one side changed is taken, what both changed alike, once. Where both
 * changed the same lines to something else, both stand between the lines of a conflict, as git writes them.
 */
export function mergeLines(base: string, ours: string, theirs: string, options: LineMergeOptions): LineMerge {
  if (ours === theirs || theirs === base) return { text: ours, conflicts: [] };
  if (ours === base) return { text: theirs, conflicts: [] };
  const [b, o, t] = [linesOf(base), linesOf(ours), linesOf(theirs)];
  const inOurs = matches(b, o);
  const inTheirs = matches(b, t);
  const conflicts: LineMerge['conflicts'] = [];
  let text = '';
  let [atBase, atOurs, atTheirs] = [0, 0, 0];
  const addChunk = (toBase: number, toOurs: number, toTheirs: number): void => {
    const was = b.slice(atBase, toBase).join('');
    const our = o.slice(atOurs, toOurs).join('');
    const their = t.slice(atTheirs, toTheirs).join('');
    if (our === their || their === was) text += our;
    else if (our === was || options.prefer === 'theirs') text += their;
    else {
      conflicts.push({ ours: our, theirs: their });
      text += conflictText(o.slice(atOurs, toOurs), t.slice(atTheirs, toTheirs), options.names);
    }
  };
  for (;;) {
    let next = atBase;
    // The next line of the base that both sides still have.
    while (next < b.length && ((inOurs[next] ?? -1) < atOurs || (inTheirs[next] ?? -1) < atTheirs)) next += 1;
    if (next >= b.length) break;
    const [toOurs, toTheirs] = [inOurs[next] ?? 0, inTheirs[next] ?? 0];
    addChunk(next, toOurs, toTheirs);
    text += b[next] ?? '';
    [atBase, atOurs, atTheirs] = [next + 1, toOurs + 1, toTheirs + 1];
  }
  addChunk(b.length, o.length, t.length);
  return { text, conflicts };
}

/** The lines with their line ends. Only `\n` ends a line. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Both sides between the lines of a conflict; what they begin and end with alike stands around it once. */
function conflictText(ours: readonly string[], theirs: readonly string[], names: SideNames): string {
  let start = 0;
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) start += 1;
  let end = 0;
  while (
    end < ours.length - start &&
    end < theirs.length - start &&
    ours[ours.length - 1 - end] === theirs[theirs.length - 1 - end]
  ) {
    end += 1;
  }
  const our = ours.slice(start, ours.length - end).join('');
  const their = theirs.slice(start, theirs.length - end).join('');
  return ours.slice(0, start).join('') + markConflict(our, their, names) + ours.slice(ours.length - end).join('');
}

/** Two texts of whole lines as git writes a conflict. */
export function markConflict(ours: string, theirs: string, names: SideNames): string {
  const eol = /\r\n/.test(ours + theirs) ? '\r\n' : '\n';
  const closed = (text: string): string => (text === '' || text.endsWith('\n') ? text : text + eol);
  return [
    `<<<<<<< ${names.ours}${eol}`,
    closed(ours),
    `=======${eol}`,
    closed(theirs),
    `>>>>>>> ${names.theirs}${eol}`,
  ].join('');
}

/** For each line of the base, its place in a side; -1 where that side has it no more. */
function matches(base: readonly string[], side: readonly string[]): number[] {
  const places = new Array<number>(base.length).fill(-1);
  const changes = diffArrays([...base], [...side], { maxEditLength: MOST_CHANGES });
  let [atBase, atSide] = [0, 0];
  for (const { count = 0, added, removed } of changes ?? []) {
    if (!added && !removed) for (let step = 0; step < count; step += 1) places[atBase + step] = atSide + step;
    if (!added) atBase += count;
    if (!removed) atSide += count;
  }
  return places;
}
