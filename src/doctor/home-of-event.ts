import { eventId } from '../format/event-id.ts';
import type { ThreadEvent } from '../format/thread.ts';
import type { TreeLayout } from '../tickets/tree.ts';

/** How many ids are tried in one tree, all events together: some 0.2 s. */
const MOST_TRIES = 50_000;

const tries = new WeakMap<TreeLayout, number>();

/** The item of this tree that an event's id fits; null where there is none, or too many would have to be tried. */
export function homeOfEvent(event: ThreadEvent, layout: TreeLayout): string | null {
  let tried = tries.get(layout) ?? 0;
  for (const { path, kind } of layout.entries) {
    const slash = path.indexOf('/');
    if (slash < 0 || kind !== 'directory') continue;
    if (tried >= MOST_TRIES) break;
    tried += 1;
    const id = path.slice(slash + 1);
    if (eventId(id, event) === event.id) {
      tries.set(layout, tried);
      return id;
    }
  }
  tries.set(layout, tried);
  return null;
}
