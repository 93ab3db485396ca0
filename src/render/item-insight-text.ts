import type { ItemInsight } from '../api/insight.ts';
import { duration } from './duration.ts';
import type { View } from './view.ts';

/** The digest of one item on one screen. */
export function itemInsightText({ item, digest, from, timeline }: ItemInsight, { theme }: View): string {
  const { times, review, watermark, kinds, participants } = digest;
  const verdict = (word: string | null): string => word?.replaceAll('_', ' ') ?? 'none';
  const lines = [
    theme.title(item.title || item.id),
    theme.dim(item.id),
    `outcome: ${digest.outcome.replaceAll('_', ' ')}${digest.waiting === null ? '' : `, waiting for ${digest.waiting}`}`,
    `review: last verdict ${verdict(review.last)}; changes requested ${howOften(review.requested)}, answered ${howOften(review.answered)}`,
    `time to: plan ${duration(times.plan)}, review ${duration(times.review)}, approval ${duration(times.approval)}, close ${duration(times.close)}`,
    ...(digest.reopened > 0 ? [`reopened: ${howOften(digest.reopened)}`] : []),
    `events: ${watermark.events} (${kinds.map(({ kind, events }) => `${events} ${kind || '?'}`).join(', ')})`,
    `people: ${participants.map(({ name, events }) => `${name} ${events}`).join(', ') || 'none'}`,
    `last activity: ${digest.lastActivity ?? 'unknown'}`,
    theme.dim(from === 'seal' ? 'from the seal of the item' : 'folded from the log'),
    '',
  ];
  const digits = String(watermark.events).length;
  let before = 0;
  for (const { number, kind, author, at, verdict: said } of timeline) {
    if (number > before + 1) lines.push(theme.dim(`  … ${number - before - 1} events between`));
    before = number;
    const what = `${kind}${said === null ? '' : ` (${verdict(said)})`}`;
    lines.push(`  ${String(number).padStart(digits)}  ${at ?? '?'.padEnd(20)}  ${what}  ${author ?? '?'}`);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function howOften(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
