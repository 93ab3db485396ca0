import type { InsightResult } from '../api/insight.ts';
import { bar, sparkline } from './bar.ts';
import { duration } from './duration.ts';
import { textWidth } from './text-width.ts';
import type { View } from './view.ts';

/** What the logs of many items say: a line for each number, with bars on a terminal. */
export function insightText(result: InsightResult, view: View): string {
  const { items, open, throughput, cycleTime, firstReview, outcomes, reviewers, waiting } = result;
  const total = items.open + items.pending + items.closed;
  const share = firstReview.share === null ? '-' : `${Math.round(firstReview.share * 100)} %`;
  const sections = [
    [
      `${total} ${total === 1 ? 'item' : 'items'}: ${items.open} open, ${items.pending} pending, ${items.closed} closed`,
      `cycle time: median ${duration(cycleTime.median)}, 85 % within ${duration(cycleTime.percentile85)} (${cycleTime.items} closed)`,
      `approved at first review: ${share} (${firstReview.approved} of ${firstReview.reviewed})`,
    ],
    chart(
      'outcome',
      outcomes.map(({ outcome, items: count }) => [outcome.replaceAll('_', ' '), count]),
      view,
    ),
    items.open + items.pending === 0
      ? []
      : [
          ...chart(
            'not closed, made within',
            open.age.map(({ within, items: count }) => [within, count]),
            view,
          ),
          ...chart(
            'not closed, by priority',
            open.priority.map((each) => [each.priority, each.items]),
            view,
          ),
        ],
    weeks(throughput, view),
    chart(
      'verdicts by reviewer',
      reviewers.slice(0, 15).map(({ name, reviews, requests }) => [name, reviews, `${requests} requested changes`]),
      view,
    ),
    waiting.length === 0
      ? []
      : [
          view.theme.title('waiting'),
          ...waiting.map(({ id, waiting: what, since }) => `  for ${what.padEnd(6)}  since ${since ?? '-'}  ${id}`),
        ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function chart(title: string, rows: readonly (readonly [string, number, string?])[], view: View): string[] {
  const shown = rows.filter(([, value]) => value > 0);
  if (shown.length === 0) return [];
  const largest = Math.max(...shown.map(([, value]) => value));
  const digits = String(largest).length;
  const labels = shown.map(([label]) => label);
  const width = Math.max(...labels.map(textWidth));
  const free = Math.min(30, view.width - width - digits - 28);
  return [
    view.theme.title(title),
    ...shown.map(([, value, more], index) => {
      const label = labels[index] ?? '';
      const padded = label + ' '.repeat(width - textWidth(label));
      const number = String(value).padStart(digits);
      const line = view.isTerminal && free > 3 ? `  ${view.theme.hint(bar(value, largest, free))}` : '';
      return `  ${padded}  ${number}${more === undefined ? '' : `  ${more}`}${line}`;
    }),
  ];
}

function weeks(throughput: InsightResult['throughput'], view: View): string[] {
  if (throughput.length === 0) return [];
  const rows = throughput.map(
    ({ week, created, closed }) => `  ${week}  ${String(created).padStart(5)}  ${String(closed).padStart(5)}`,
  );
  const lines = [view.theme.title('week from     made  closed'), ...rows];
  if (!view.isTerminal) return lines;
  const line = (name: string, values: number[]): string => `  ${name}  ${view.theme.hint(sparkline(values))}`;
  return [
    ...lines,
    line(
      'made  ',
      throughput.map(({ created }) => created),
    ),
    line(
      'closed',
      throughput.map(({ closed }) => closed),
    ),
  ];
}
