import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of a directory of type declarations, removes each that its index.d.ts does not lead to. */
export function keepReachable(directory) {
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g)) {
      visit(join(dirname(file), path.replace(/\.ts$/, '.d.ts')));
    }
  };
  visit(join(directory, 'index.d.ts'));
  prune(directory, reached);
}

function prune(directory, kept) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) prune(path, kept);
    else if (!kept.has(path)) rmSync(path);
  }
  if (readdirSync(directory).length === 0) rmSync(directory, { recursive: true });
}
