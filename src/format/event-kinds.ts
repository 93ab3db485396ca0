export interface EventKind {
  kind: string;
  /** The heading below the header, where it depends on nothing but the kind. */
  heading: string;
}

/** The kinds that are known, with the headings that the writer gives them. Unknown kinds are kept and shown. */
export const EVENT_KINDS = [
  { kind: 'create', heading: 'Created' },
  { kind: 'migration', heading: 'Migrated' },
  { kind: 'comment', heading: 'Comment' },
  { kind: 'plan', heading: 'Plan' },
  { kind: 'decision', heading: 'Decision' },
  { kind: 'implementation_report', heading: 'Implementation report' },
  { kind: 'review', heading: 'Review' },
  { kind: 'close', heading: 'Closed' },
  { kind: 'state_changed', heading: 'State changed' },
  { kind: 'item_edit', heading: 'Item edited' },
  { kind: 'redaction', heading: 'Redaction' },
  { kind: 'intake_summary', heading: 'Intake summary' },
] as const satisfies readonly EventKind[];

export const VERDICTS = ['approve', 'request_changes'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The heading of an event: that of its kind, for a review with its verdict. */
export function eventHeading(kind: string, verdict?: Verdict): string {
  const known = EVENT_KINDS.find((entry) => entry.kind === kind)?.heading ?? kind;
  return verdict ? `${known}: ${verdict.replaceAll('_', ' ')}` : known;
}
