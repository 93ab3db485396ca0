import type { InsightResult, ItemInsight } from '../api/insight.ts';
import { csvCell } from './csv-cell.ts';

type Row = readonly [section: string, name: string, value: number | string | null];

/** A row for each number: what it is about, of whom, and the number. */
export function insightCsv(result: InsightResult): string {
  const { items, open, throughput, cycleTime, firstReview, outcomes, reviewers, waiting } = result;
  return csv([
    ...Object.entries(items).map(([status, count]): Row => ['items', status, count]),
    ...open.age.map(({ within, items: count }): Row => ['open_by_age', within, count]),
    ...open.priority.map(({ priority, items: count }): Row => ['open_by_priority', priority, count]),
    ...throughput.map(({ week, created }): Row => ['created_in_week', week, created]),
    ...throughput.map(({ week, closed }): Row => ['closed_in_week', week, closed]),
    ['cycle_time_seconds', 'median', cycleTime.median],
    ['cycle_time_seconds', 'percentile85', cycleTime.percentile85],
    ['first_review', 'reviewed', firstReview.reviewed],
    ['first_review', 'approved', firstReview.approved],
    ...outcomes.map(({ outcome, items: count }): Row => ['outcome', outcome, count]),
    ...reviewers.map(({ name, approvals }): Row => ['approvals_by', name, approvals]),
    ...reviewers.map(({ name, requests }): Row => ['requests_by', name, requests]),
    ...waiting.map(({ id, waiting: what }): Row => [`waiting_for_${what}`, id, 1]),
  ]);
}

/** The same for one item. */
export function itemInsightCsv({ item, digest }: ItemInsight): string {
  return csv([
    ['item', 'id', item.id],
    ['item', 'outcome', digest.outcome],
    ['item', 'waiting', digest.waiting],
    ['item', 'last_activity', digest.lastActivity],
    ['item', 'reopened', digest.reopened],
    ...Object.entries(digest.times).map(([what, seconds]): Row => ['seconds_to', what, seconds]),
    ...Object.entries(digest.review).map(([what, value]): Row => ['review', what, value]),
    ...digest.kinds.map(({ kind, events }): Row => ['events_of_kind', kind, events]),
    ...digest.participants.map(({ name, events }): Row => ['events_by', name, events]),
  ]);
}

function csv(rows: readonly Row[]): string {
  const all: Row[] = [['section', 'name', 'value'], ...rows];
  return all.map((row) => `${row.map((cell) => csvCell(String(cell ?? ''))).join(',')}\r\n`).join('');
}
