import { posix } from 'node:path';
import type { LegacyEntry, LegacyFile, LegacySources } from './legacy.ts';
import type { MigrationNote, MigrationProblem } from './migration-plan.ts';
import { parseTodo, type TodoLine } from './parse-todo.ts';

export interface Ticket {
  file: LegacyFile;
  review: LegacyFile | null;
}

export interface FoundSources {
  /** In file-name order. */
  tickets: Ticket[];
  /** Reviews whose ticket is not there: of an interrupted run, or lost. */
  orphans: LegacyFile[];
  lines: TodoLine[];
  problems: MigrationProblem[];
  notes: MigrationNote[];
}

const REVIEW = /\.review\.md$/;

/** Whether a path is that of a ticket or a review, be it there or not. A README is none. */
export function isTicketPath(ticketsPath: string, path: string): boolean {
  const inside = ticketsPath === '.' ? !path.startsWith('../') : path.startsWith(`${ticketsPath}/`);
  return inside && path.endsWith('.md') && posix.basename(path) !== 'README.md';
}

/** Sorts what was found into tickets, reviews and TODO lines. Whatever is none of these is a problem or a note. */
export function findSources(sources: LegacySources): FoundSources {
  const { ticketsPath, entries } = sources;
  const problems: MigrationProblem[] = [];
  const notes: MigrationNote[] = [];
  const files: LegacyFile[] = [];
  for (const entry of entries) {
    const problem = problemOf(ticketsPath, entry);
    if (problem) problems.push({ source: entry.path, line: null, ...problem });
    else if (entry.file) files.push(entry.file);
    else if (entry.kind !== 'directory') {
      notes.push({ code: 'left', source: entry.path, line: null, message: `${entry.path} is no ticket, and stays` });
    }
  }
  const reviews = new Map(files.filter(({ path }) => REVIEW.test(path)).map((file) => [file.path, file]));
  const tickets = files
    .filter(({ path }) => !REVIEW.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file): Ticket => {
      const reviewPath = file.path.replace(/\.md$/, '.review.md');
      const review = reviews.get(reviewPath) ?? null;
      reviews.delete(reviewPath);
      return { file, review };
    });
  return { tickets, orphans: [...reviews.values()], lines: readTodo(sources, problems), problems, notes };
}

type Found = Pick<MigrationProblem, 'code' | 'message' | 'hint'>;

function problemOf(ticketsPath: string, { path, kind, file, unreadable }: LegacyEntry): Found | null {
  const name = posix.basename(path);
  if (/[\p{Cc}\ufffd]/u.test(path)) {
    const message = `the name ${JSON.stringify(path)} holds control characters or is not valid UTF-8`;
    return { code: 'name', message, hint: 'rename it' };
  }
  if (path === ticketsPath && kind === 'symlink') {
    const hint = 'put the directory itself there, or name it with --tickets';
    return { code: 'unreadable', message: `${path} is a symbolic link`, hint };
  }
  if (kind === 'directory' && unreadable !== undefined) {
    return { code: 'unreadable', message: `${path} ${unreadable}`, hint: 'make it readable, or move it away' };
  }
  const looksLikeTicket = /\.(?:md|markdown|mdown)$/i.test(name) && name !== 'README.md';
  if (!looksLikeTicket) return null;
  if (kind !== 'file') {
    const what = { symlink: 'a symbolic link', directory: 'a directory', other: 'no regular file' }[kind];
    return { code: 'unreadable', message: `${path} is ${what}`, hint: 'put the file itself there, or move it away' };
  }
  if (posix.dirname(path) !== posix.normalize(ticketsPath)) {
    const hint = `move it into ${ticketsPath}/ if it is a ticket, or out of ${ticketsPath}/ if it is none`;
    return { code: 'sub-directory', message: `${path} is in a sub-directory`, hint };
  }
  if (!name.endsWith('.md') || name === '.md' || name === '.review.md') {
    return { code: 'name', message: `${path} is not named NAME.md`, hint: 'rename it, or move it away' };
  }
  if (unreadable !== undefined) {
    return { code: 'unreadable', message: `${path} ${unreadable}`, hint: 'make it readable, or move it away' };
  }
  return file ? contentProblem(file) : null;
}

function contentProblem({ path, text, validUtf8 }: LegacyFile): Found | null {
  if (!validUtf8) {
    const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
    const message = `${path} is not valid UTF-8 (line ${line})`;
    return { code: 'unreadable', message, hint: 'convert it (`iconv -t UTF-8`); nothing is guessed' };
  }
  if (text.includes('\0')) {
    return { code: 'unreadable', message: `${path} holds a NUL character`, hint: 'is it a text file?' };
  }
  if (text.replace(/^\ufeff/, '').trim() === '') {
    return { code: 'empty', message: `${path} is empty`, hint: 'write what it is about, or remove it' };
  }
  return null;
}

function readTodo({ todo, todoPath, ticketsPath }: LegacySources, problems: MigrationProblem[]): TodoLine[] {
  if (!todo) return [];
  if ('unreadable' in todo) {
    const message = `${todoPath} ${todo.unreadable}`;
    problems.push({ code: 'unreadable', source: todoPath, line: null, message, hint: 'make it a readable file' });
    return [];
  }
  const problem = todo.file.text.trim() === '' ? null : contentProblem(todo.file);
  if (problem) {
    problems.push({ source: todoPath, line: null, ...problem });
    return [];
  }
  const lines = parseTodo(todo.file.text, todoPath, (path) => isTicketPath(ticketsPath, path));
  for (const { box, number, kind } of lines) {
    if (typeof box !== 'string' || kind === 'group') continue;
    const message = `${todoPath}:${number}: what the box [${box}] means is not known`;
    problems.push({ code: 'unknown-box', source: todoPath, line: number, message, hint: 'write [ ] or [x]' });
  }
  return lines;
}
