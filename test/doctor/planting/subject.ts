import type { ExampleEntry, ExampleTree } from '../../../src/doctor/example-tree.ts';
import { parseThread, type ThreadEvent } from '../../../src/format/thread.ts';

/** An item in a small tree, with another item beside it. */
export interface Subject {
  name: string;
  tree: ExampleTree;
  id: string;
  status: string;
  /** Its directory, relative to the root. */
  path: string;
  /** The other item. */
  other: { id: string; path: string };
}

/** An event with its place in the text. */
export interface PlacedEvent extends ThreadEvent {
  index: number;
  start: number;
  end: number;
}

export function textOf({ tree, path }: Pick<Subject, 'tree' | 'path'>, name: string): string | null {
  const entry = tree[`${path}/${name}`];
  return typeof entry === 'string' ? entry : null;
}

/** The text of a file that every item has. */
export function needText(subject: Pick<Subject, 'tree' | 'path'>, name: string): string {
  const text = textOf(subject, name);
  if (text === null) throw new Error(`${subject.path}/${name} is missing in the undamaged tree`);
  return text;
}

/** The tree with one file of the item replaced. */
export function withFile({ tree, path }: Subject, name: string, entry: ExampleEntry): ExampleTree {
  return { ...tree, [`${path}/${name}`]: entry };
}

/** The tree without a file, or a directory and everything in it. */
export function without(tree: ExampleTree, path: string): ExampleTree {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => key !== path && !key.startsWith(`${path}/`)));
}

/** The entries of a directory under another name, with their texts changed. */
export function copyOf(
  tree: ExampleTree,
  from: string,
  to: string,
  change: (text: string) => string = (text) => text,
): ExampleTree {
  const entries = Object.entries(tree).filter(([key]) => key.startsWith(`${from}/`));
  return Object.fromEntries(
    entries.map(([key, entry]) => [to + key.slice(from.length), typeof entry === 'string' ? change(entry) : entry]),
  );
}

/** A directory moved. */
export function moved(tree: ExampleTree, from: string, to: string, change?: (text: string) => string): ExampleTree {
  return { ...without(tree, from), ...copyOf(tree, from, to, change) };
}

export function eventsOf(subject: Pick<Subject, 'tree' | 'path' | 'id'>): PlacedEvent[] {
  return placeEvents(needText(subject, 'thread.md'), subject.id);
}

export function placeEvents(text: string, id: string): PlacedEvent[] {
  const { preamble, events } = parseThread(text, id);
  let start = preamble.length;
  return events.map((event, index) => {
    const placed = { ...event, index, start, end: start + event.raw.length };
    start = placed.end;
    return placed;
  });
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** What an event says to those who read it, as one text. */
export function says({ attributes, heading, body }: PlacedEvent): string {
  return JSON.stringify([attributes, heading, body]);
}
