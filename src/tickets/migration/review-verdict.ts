import type { Verdict } from '../../format/event-kinds.ts';
import { findFences } from '../../format/fences.ts';
import { textLines } from '../../format/text-lines.ts';

/** What was decided in a review, and by which words; without a verdict, why there is none. */
export type ReviewVerdict =
  | { verdict: Verdict; from: 'ticket' | 'review'; words: string }
  | { verdict: null; reason: string };

/**
 * Where a verdict ends: at the end, at a full stop, a dash, a colon, or a remark in brackets about the round or the day, or
 * that the work may be completed or merged.
 */
const END =
  /^(?:[ \t]*[(（][ \t]*(?:(?:(?:round|ラウンド|第)[ \t]*\d+[ \t]*回?|\d{4}-\d{2}-\d{2})[^()（）]*|(?:完了|マージ)可[ \t]*)[)）])*[ \t]*(?:$|[.。:：]|[—–-](?!>))/i;
const APPROVE =
  /^(?:approved?(?:[ \t]+with[ \t]+follow-?[ \t]?ups?)?|accept(?:ed)?|承認(?:済み?)?|(?:無条件[でに])?受け入れ可能?)(?![\w-]*\w)/i;
const REQUEST =
  /^(?:request(?:s|ed)?[ _-]changes|changes[ _-](?:are[ ])?requested|変更要求|修正要求|要修正|差し戻し)(?!\w)/i;
/** A line `- Status: …`, in either language, with or without emphasis. */
const STATUS_LINE = /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?(?:状態|status)(?:\*\*|__)?[ \t]*[:：][ \t]*(\S.*)$/i;
const VERDICT_LINE =
  /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?(?:判断|結論|判定|総合判定|verdict|conclusion|decision)(?:\*\*|__)?[ \t]*[:：][ \t]*(\S.*)$/i;
const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/s;
const REVIEW_HEADING = /^(?:review|レビュー)/i;
const CONCLUSION_HEADING =
  /^(?:(?:(?:round|ラウンド|第)[ \t]*\d+[ \t]*回?|再レビュー|最終|総合|final)[ \t]*の?[:：]?[ \t]*)*(?:判断|結論|判定|verdict|conclusion|decision)/i;
/** A heading that begins another look at the work. */
const ROUND_HEADING =
  /^(?:(?:round|ラウンド|第)[ \t]*\d+|再レビュー|追加作業レビュー|(?:re-?|second |another )review)/i;

/**
 * The verdict of a legacy review: that of the ticket's status line, or of the review's own conclusion. Where there is
 * none, where it is in other words than these, or where the two differ, there is no verdict: it is never guessed.
 */
export function reviewVerdict(ticket: string, review: string): ReviewVerdict {
  const said = statusOfTicket(ticket);
  const concluded = conclusionOf(review);
  const [of, own] = [said === null ? null : readVerdict(said), concluded === null ? null : readVerdict(concluded)];
  if (said !== null && of === null) return { verdict: null, reason: `the ticket's status is '${said}'` };
  if (of !== null && own !== null && of !== own) {
    return { verdict: null, reason: `the ticket says '${said}', and the review '${concluded}'` };
  }
  if (of !== null) return { verdict: of, from: 'ticket', words: said ?? '' };
  if (own !== null) return { verdict: own, from: 'review', words: concluded ?? '' };
  const reason = concluded === null ? 'neither the ticket nor the review states one' : `it concludes '${concluded}'`;
  return { verdict: null, reason };
}

/** The verdict that a phrase states and nothing else; null for one with a condition, a change or other words. */
export function readVerdict(phrase: string): Verdict | null {
  const words = phrase.replace(/\*\*|__|`/g, '').trim();
  for (const [verdict, pattern] of [
    ['approve', APPROVE],
    ['request_changes', REQUEST],
  ] as const) {
    const start = pattern.exec(words);
    if (start && END.test(words.slice(start[0].length))) return verdict;
  }
  return null;
}

/**
 * The status lines in the ticket's review section; a ticket without such a section may have one anywhere that states a
 * verdict. The last one counts, as rounds are added at the end.
 */
function statusOfTicket(ticket: string): string | null {
  const lines = proseLines(ticket);
  const sections = sectionsOf(lines, REVIEW_HEADING);
  const inSections = sections.flatMap((section) => section.flatMap((line) => STATUS_LINE.exec(line)?.[1] ?? []));
  if (inSections.length > 0) return inSections.at(-1)?.trim() ?? null;
  const anywhere = lines.flatMap((line) => STATUS_LINE.exec(line)?.[1] ?? []);
  return anywhere.findLast((words) => readVerdict(words) !== null)?.trim() ?? null;
}

/**
 * What the review concludes in its last round: the last section about that, else its last line `Verdict: …`, else a last line
 * that is a verdict. A round without a conclusion has none: that of the round before is out of date.
 */
function conclusionOf(review: string): string | null {
  const all = proseLines(review);
  const lines = all.slice(Math.max(0, all.findLastIndex(isRoundHeading)));
  const section = sectionsOf(lines, CONCLUSION_HEADING).at(-1);
  const first = section?.find((line) => line.trim() !== '');
  if (first !== undefined) return firstSentence(STATUS_LINE.exec(first)?.[1] ?? VERDICT_LINE.exec(first)?.[1] ?? first);
  const stated = lines.flatMap((text) => STATUS_LINE.exec(text)?.[1] ?? VERDICT_LINE.exec(text)?.[1] ?? []);
  // Among lines that say something else each is about a single remark, not about the whole.
  if (stated.length === 1 || stated.every((words) => readVerdict(words) !== null)) {
    const line = stated.at(-1);
    if (line !== undefined) return firstSentence(line);
  }
  const last = lines.findLast((text) => text.trim() !== '')?.replace(/^[ \t]*[-*+][ \t]+/, '') ?? '';
  return readVerdict(last) !== null ? firstSentence(last) : null;
}

function isRoundHeading(line: string): boolean {
  return ROUND_HEADING.test(HEADING.exec(line)?.[2] ?? '');
}

/** For messages: a conclusion can go on for a paragraph. */
function firstSentence(line: string): string {
  const text = line.trim().replace(/^[-*+][ \t]+/, '');
  const chars = [...text];
  return chars.length <= 60 ? text : `${chars.slice(0, 60).join('')}…`;
}

/** The lines below each heading of that name, up to the next heading of its level or a higher one. */
function sectionsOf(lines: readonly string[], name: RegExp): string[][] {
  return lines.flatMap((line, index) => {
    const heading = HEADING.exec(line);
    if (!heading || (heading[1] ?? '').length < 2 || !name.test(heading[2] ?? '')) return [];
    const below = lines.slice(index + 1);
    const end = below.findIndex((text) => {
      const next = HEADING.exec(text);
      return next !== null && (next[1] ?? '').length <= (heading[1] ?? '').length;
    });
    return [end < 0 ? below : below.slice(0, end)];
  });
}

/** The lines outside of fences. */
function proseLines(text: string): string[] {
  const lines = textLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const { fenced } = findFences(lines);
  return lines.flatMap((line, index) => (fenced[index] ? [] : [line.text]));
}
