import type { ExampleTree } from '../../../src/doctor/example-tree.ts';
import { copyOf, type Subject } from './subject.ts';

/** The items of a tree as subjects, each with the next one beside it. */
export function subjectsOf(tree: ExampleTree, name: string): Subject[] {
  const paths = Object.keys(tree)
    .filter((path) => /^(?:open|pending|closed)\/[^/]+\/item\.md$/.test(path))
    .map((path) => path.slice(0, -'/item.md'.length))
    .sort();
  return paths.map((path, index) => {
    const other = paths[(index + 1) % paths.length] ?? path;
    const [status = '', id = ''] = path.split('/');
    return {
      name: `${name} ${id}`,
      tree: {
        'open/.gitkeep': '',
        'pending/.gitkeep': '',
        'closed/.gitkeep': '',
        ...copyOf(tree, path, path),
        ...copyOf(tree, other, other),
      },
      id,
      status,
      path,
      other: { id: other.slice(other.indexOf('/') + 1), path: other },
    };
  });
}
