import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { bundle } from './bundle.ts';

export interface Worker {
  child: ChildProcess;
  /** The whole lines that it has printed so far. */
  lines: () => string[];
  ended: Promise<number | null>;
}

/** Bundles the library's worker for the tests of a file, and returns what starts one. */
export function useWorkers(): (...args: string[]) => Worker {
  let made = { path: '', remove: async () => {} };
  beforeAll(async () => {
    made = await bundle('library-worker.ts');
  });
  afterAll(() => made.remove());
  return (...args) => {
    const child = spawn(process.execPath, [made.path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { child, lines: () => text.split('\n').slice(0, -1), ended };
  };
}
