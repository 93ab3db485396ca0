import { relative } from 'node:path';
import type { Root } from '../store/locate-root.ts';

/** The root as paths in findings begin: relative to the project, with `/`. */
export function rootPrefix(root: Root): string {
  return relative(root.project, root.path).replaceAll('\\', '/');
}
