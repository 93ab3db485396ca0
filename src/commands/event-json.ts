import type { ThreadEvent } from '../format/thread.ts';

/** An event as `--json` shows it: the header's attributes as pairs, since a key may stand twice. */
export function eventJson(event: ThreadEvent): object {
  const { raw: _raw, ...rest } = event;
  return rest;
}
