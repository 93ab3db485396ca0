import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { addScript } from '../support/add-script.ts';
import { interactiveShell, type ShellName } from '../support/interactive-shell.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

/** An item whose every text wants to be run, or to take over the terminal. */
const ATTACK = '$(touch pwned)`touch pwned`;touch pwned';

function project(): TemporaryProject {
  const created = temporaryProject();
  addItem(created.root, { slug: 'search-is-slow', title: '"Search: ten seconds"', labels: '[ui, "area:cli"]' });
  addItem(created.root, {
    slug: 'parser',
    stamp: '20260529-000000',
    labels: '["two words", "ann@desk"]',
    assignee: 'Ann Bee',
  });
  addItem(created.root, { slug: 'sync', stamp: '20260531-000000', title: '同期が遅い', status: 'closed' });
  return created;
}

function hostileProject(): TemporaryProject {
  const created = project();
  addItem(created.root, {
    slug: 'zoom',
    stamp: '20260601-000000',
    title: `"${ATTACK} \\e[2J\\e]0;owned\\a %F{red}%n \\u202e"`,
    labels: `["${ATTACK}"]`,
    assignee: `"${ATTACK}"`,
  });
  addItem(created.root, {
    stamp: '20260602-000000',
    slug: 'zed',
    itemText: (text) => text.replace('slug: zed', `slug: "z${ATTACK}"`),
  });
  created.write(`work-items/open/20260603-000000-z$(touch pwned)/item.md`, '---\nslug: z\n---\n');
  return created;
}

/** What a shell proposes for a line, asked without a terminal: bash by its function, fish by its own command. */
function proposals(shell: 'bash' | 'fish', created: TemporaryProject, line: string): string[] {
  addScript(created, 'tickets', `exec "${process.execPath}" "${ticketsBin}" "$@"`);
  // The part of the last word that bash wants back.
  const part = /[^ =:"']*$/.exec(line)?.[0] ?? '';
  const script = {
    bash: `eval "$(tickets completion bash)"; COMP_LINE=$1; COMP_POINT=\${#1}; _tickets_completion tickets "$2"
      printf '%s\\n' "\${COMPREPLY[@]}"`,
    fish: 'tickets completion fish | source; complete -C "$argv"',
  }[shell];
  const args = shell === 'bash' ? ['-c', script, 'bash', line, part] : ['--no-config', '-c', script, line];
  const { status, stdout, stderr } = spawnSync(shell, args, {
    cwd: created.path,
    env: pinnedEnv({ PATH: `${join(created.path, 'bin')}:${process.env.PATH}`, HOME: created.path }),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((proposal) => proposal !== '');
}

function isInstalled(shell: ShellName): boolean {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!isThere) console.warn(`SKIPPED: there is no ${shell} here; nothing is proved about its completion`);
  return isThere;
}

describe.skipIf(!isInstalled('bash'))('bash', () => {
  it.each([
    ['tickets cl', ['claim', 'close']],
    ['tickets show se', ['search-is-slow']],
    ['tickets show 202605', ['20260529-000000-parser', '20260530-053259-search-is-slow', '20260531-000000-sync']],
    ['tickets reopen ', ['sync']],
    ['tickets close ', ['parser', 'search-is-slow']],
    ['tickets list --status c', ['closed']],
    ['tickets list --status=c', ['closed']],
    ['tickets list --pri', ['--priority']],
    ['tickets list --label ', ['ann@desk', 'area:cli', 'two\\ words', 'ui']],
    ['tickets list --label area:', ['cli']],
    ['tickets list --label "tw', ['two words']],
    ["tickets list --label 'tw", ['two words']],
    ['tickets list --assignee Ann', ['Ann\\ Bee']],
    ['tickets doctor --explain front-matter/inv', ['front-matter/invalid-yaml']],
    ['tickets guide r', ['reviews']],
    ['tickets --root work-items show sy', ['sync']],
    ['tickets --root nowhere show sy', []],
    ['tickets nonsense ', []],
    ['tickets close search-is-slow --file work-i', ['work-items']],
  ])('proposes for %j', (line, expected) => {
    expect(proposals('bash', project(), line).sort()).toEqual(expected);
  });

  it('completes in a terminal', async () => {
    const { type } = await interactiveShell('bash', project());
    await type('tickets show sea\t', /search-is-slow $/);
    await type('\r', /Search: ten seconds/);
  });

  it('completes within quotes, before the cursor, behind an @, and for an alias', async () => {
    const { type } = await interactiveShell('bash', project());
    await type('tickets list --label "two\t', /"two words" $/);
    await type('\x15\rtickets list --label two\\ w\t', /two\\ words $/);
    await type("\x15\rtickets list --label 'area:\t", /'area:cli' $/);
    await type('\x15\rtickets list --label ann@d\t', /ann@desk $/);
    await type('\x15\rtickets show seXX\x1b[D\x1b[D\t', /arch-is-slowXX/);
    await type(
      '\x15\ralias tt="tickets --root work-items"; complete -F _tickets_completion tt; echo SE""T\r',
      /SET\r?\n/,
    );
    await type('tt show sea\t', /search-is-slow $/);
  });
});

describe.each((['bash', 'zsh', 'fish'] as const).filter(isInstalled))('%s', (shell) => {
  it('knows what ~ is, in the name of the program, a root and a file', async () => {
    const created = project();
    created.write('other/trackers/open/.keep', '');
    addItem(join(created.path, 'other/trackers'), { slug: 'far-away' });
    const { type } = await interactiveShell(shell, created);
    await type('tickets show --root ~/other/trackers far\t', /far-away /);
    await type('\x15\r~/bin/tickets show sea\t', /search-is-slow|rch-is-slow/);
    await type('\x15\rtickets comment sync --file ~/oth\t', /other\/|er\//);
    await type('\x15\rtickets comment sync --file=oth\t', /other\/|er\//);
    await type('\x15\rtickets show "sea\t', /search-is-slow"|rch-is-slow"/);
  });
});

describe.skipIf(!isInstalled('fish'))('fish', () => {
  it.each([
    ['tickets cl', ['claim\ttake an item that nobody has', 'close\tclose an item with a resolution']],
    ['tickets show se', ['search-is-slow\tSearch: ten seconds']],
    ['tickets show sy', ['sync\t同期が遅い']],
    ['tickets list --status=c', ['--status=closed']],
    ['tickets list --label ', ['ann@desk', 'area:cli', 'two words', 'ui']],
    ['tickets list --label "tw', ['two words']],
    ['tickets close search-is-slow --file work-i', ['work-items/']],
  ])('proposes for %j', (line, expected) => {
    expect(proposals('fish', project(), line).sort()).toEqual(expected);
  });

  it('completes in a terminal', async () => {
    const { type } = await interactiveShell('fish', project());
    await type('tickets show sea\t', /rch-is-slow/);
    await type('\r', /Search: ten seconds/);
  });
});

describe.skipIf(!isInstalled('zsh'))('zsh', () => {
  it('completes in a terminal, with titles beside what fits', async () => {
    const { type } = await interactiveShell('zsh', project());
    const list = await type('tickets show s\t', /sync {2}-- 同期が遅い/);
    expect(list).toContain('search-is-slow  -- Search: ten seconds');
    await type('\x15tickets show sea\t', /search-is-slow /);
    await type('\r', /Search: ten seconds/);
  });

  it('completes commands, options, values, words with a colon, and files', async () => {
    const { type } = await interactiveShell('zsh', project());
    await type('tickets clo\t', /close /);
    await type('\x15tickets list --status=clo\t', /--status=closed/);
    await type('\x15tickets list --label are\t', /area:cli/);
    await type('\x15tickets comment sync --file work-i\t', /work-items/);
    await type('\x15tickets re\t', /reopen +-- open a closed item again/);
  });
});

describe('a hostile tree', () => {
  const shells = (['bash', 'zsh', 'fish'] as const).filter(isInstalled);

  it.each(shells)('runs nothing in %s, and moves no cursor', async (shell) => {
    const created = hostileProject();
    const { type } = await interactiveShell(shell, created);
    const shown = await type('tickets show z\t\t', /zoom/);
    await type('\x15tickets list --label \t\t', /ui/);
    await type('\x15tickets list --assignee \t\t', /assignee/);
    // A command of the shell's own comes after what the completion did.
    await type('\x15echo do""ne\r', /done\r?\n/);
    for (const sequence of ['\x1b[2J', '\x1b]0;owned', '\u202e']) expect(shown).not.toContain(sequence);
    expect(readdirSync(created.path).sort()).not.toContain('pwned');
    expect(existsSync(join(created.path, 'pwned'))).toBe(false);
  });

  it('proposes no word but harmless ones', async () => {
    const { run } = hostileProject();
    for (const line of [
      ['show', ''],
      ['show', 'z'],
      ['show', '2026'],
      ['list', '--label', ''],
      ['list', '--assignee', ''],
    ]) {
      const { stdout, exitCode } = await run(['completion', 'zsh', '--candidates', '--', ...line]);
      expect(exitCode).toBe(0);
      for (const each of stdout.trimEnd().split('\n')) expect(each).toMatch(/^[\w:@ -]*(?:\t[^\p{Cc}\p{Cf}]*)?$/u);
    }
  });
});

/** The lines of docs/recipes.md that make completion ready. */
const recipes = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
const [, setUp = ''] = /^```sh\n(eval "\$\(tickets completion[\s\S]*?)^```$/m.exec(recipes) ?? [];
const lineFor = (shell: ShellName): string =>
  setUp.split('\n').find((line) => line.includes(`completion ${shell}`)) ?? 'exit 9';

describe('what docs/recipes.md says', () => {
  it.for([
    ['bash', [`${lineFor('bash')}\ncomplete -p tickets`]],
    ['zsh', ['-f', `autoload -Uz compinit && compinit -u -D\n${lineFor('zsh')}\nprint $_comps[tickets]`]],
    ['fish', [`sh -c '${lineFor('fish')}'; and complete -C "tickets cl"`]],
  ] as const)('makes %s ready', ([shell, words], { skip }) => {
    skip(!isInstalled(shell), `there is no ${shell} here`);
    const created = project();
    addScript(created, 'tickets', `exec "${process.execPath}" "${ticketsBin}" "$@"`);
    // fish makes it when it is first used in a terminal.
    created.write('.config/fish/completions/.keep', '');
    const { status, stdout, stderr } = spawnSync(shell, [...words.slice(0, -1), '-c', words.at(-1) ?? ''], {
      cwd: created.path,
      env: pinnedEnv({
        PATH: `${join(created.path, 'bin')}:${process.env.PATH}`,
        HOME: created.path,
        XDG_CONFIG_HOME: undefined,
      }),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/_tickets|claim/);
  });
});
