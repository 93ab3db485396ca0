import type { ExampleHistory } from '../../src/doctor/example-tree.ts';
import type { FileVersion, History } from '../../src/tickets/history.ts';

/** A history as a value: one commit had the files, and the next took them away. Null: there is no repository. */
export function historyOf(example: ExampleHistory | null): History {
  if (example === null) {
    return { commits: () => null, namesIn: () => null, reviewOf: () => null, resolutions: () => null };
  }
  const { files, gap } = example;
  const versionOf = (path: string): FileVersion | null => {
    const text = files[path];
    return text === undefined ? null : { commit: 'c'.repeat(40), path, blob: 'b'.repeat(40), text };
  };
  const paths = Object.keys(files);
  return {
    commits: () => 2,
    namesIn: (folder) => ({
      found: new Set(paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []))),
      gap,
    }),
    reviewOf: (ticket) => ({ found: versionOf(ticket.replace(/\.md$/, '.review.md')), gap }),
    resolutions: (id, reach) => ({
      found: paths
        .filter((path) => reach === 'head' && path.endsWith(`/${id}/resolution.md`))
        .flatMap((path) => versionOf(path) ?? []),
      gap,
    }),
  };
}
