import type { ExpectedEdit, Repair } from '../tickets/repair.ts';
import type { Fix } from './fix.ts';

/**
 * The repairs that can be made together: a fix that touches a range that an earlier one changes waits for the next
 * round, whole. Edits of one file become one repair, so that the file is written once.
 */
export function planFixes(fixes: readonly Fix[]): { repairs: Repair[]; planned: Fix[] } {
  const edits = new Map<string, ExpectedEdit[]>();
  const made = new Set<string>();
  const others: Repair[] = [];
  const planned: Fix[] = [];
  for (const fix of fixes) {
    const clashes = fix.repairs.some((repair) =>
      repair.type === 'edit'
        ? repair.edits.some((edit) => (edits.get(repair.path) ?? []).some((other) => overlap(edit, other)))
        : repair.type === 'make-file' && made.has(repair.path),
    );
    if (clashes) continue;
    planned.push(fix);
    for (const repair of fix.repairs) {
      if (repair.type === 'edit') edits.set(repair.path, [...(edits.get(repair.path) ?? []), ...repair.edits]);
      else if (!made.has(repair.path)) {
        made.add(repair.path);
        others.push(repair);
      }
    }
  }
  const files = [...edits].map(([path, list]): Repair => ({ type: 'edit', path, edits: list }));
  return { repairs: [...others, ...files], planned };
}

function overlap(a: ExpectedEdit, b: ExpectedEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
