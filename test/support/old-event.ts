export interface OldEvent {
  kind?: string;
  author?: string;
  at?: string;
  /** More attributes, as they stand in the header. */
  more?: string;
  heading?: string;
  body?: string;
}

/** An event as the old script wrote it, without an id. */
export function oldEvent(event: OldEvent = {}): string {
  const {
    kind = 'comment',
    author = 'hare',
    at = '2026-05-30T06:00:00Z',
    more,
    heading = 'Comment',
    body = 'Text.',
  } = event;
  const attributes = `event: ${kind} author: ${author} at: ${at}${more === undefined ? '' : ` ${more}`}`;
  return `<!-- ${attributes} -->\n\n## ${heading}\n\n${body}\n\n---\n`;
}
