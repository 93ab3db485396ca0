/**
 * A body line that would read as an event header gets a backslash in front, and one that already has
 * backslashes there gets one more, so that unquoting is exact (the way mbox quotes "From "). In rendered
 * Markdown the backslash shows the comment as text.
 */
export function quoteBody(body: string): string {
  return body.replace(/(^|\n)(\\*<!-- event:)/g, '$1\\$2');
}

/** The body that was given to `quoteBody`. */
export function unquoteBody(quoted: string): string {
  if (!quoted.includes('\\<!-- event:')) return quoted;
  return quoted.replace(/(^|\n)\\(\\*<!-- event:)/g, '$1$2');
}
