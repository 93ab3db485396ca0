import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A user's .gitconfig must not name the author; nothing ever makes this directory. */
const NO_HOME = join(tmpdir(), 'tickets-test-no-home');

/** The same environment on every machine: nothing of the caller's but the way to the programs. */
export function pinnedEnv(more: Record<string, string | undefined> = {}): Record<string, string> {
  const env = {
    PATH: process.env.PATH,
    HOME: NO_HOME,
    XDG_CONFIG_HOME: NO_HOME,
    GIT_CONFIG_NOSYSTEM: '1',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TICKETS_AUTHOR: 'tester',
    TICKETS_NOW: '2026-06-01T09:00:00Z',
    ...more,
  };
  return Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
