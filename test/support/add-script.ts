import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryProject } from './temporary-project.ts';

/** Writes a shell script into the project's `bin/`, such as an editor, to which `$1` is the file. Returns its path. */
export function addScript(project: TemporaryProject, name: string, script: string): string {
  const path = join('bin', name);
  project.write(path, `#!/bin/sh\n${script}\n`);
  chmodSync(join(project.path, path), 0o755);
  return join(project.path, path);
}
