import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked, npm } from '../../scripts/install-packed.js';
import { pinnedEnv } from '../support/pinned-env.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

describe('what npm pack publishes', () => {
  let paths: string[] = [];

  beforeAll(() => {
    const [packed] = Object.values(
      JSON.parse(npm(['pack', '--dry-run', '--json', '--ignore-scripts'], repository)),
    ) as {
      files: { path: string }[];
    }[];
    paths = packed?.files.map(({ path }) => path) ?? [];
  });

  it('is the program, its types, its docs, its schemas and its licences, and nothing else', () => {
    const wanted = [
      /^bin\/(?:tickets\.js|package\.json)$/,
      /^dist\/(?:index\.js|worker\.cjs|ask-rules\.cjs)$/,
      /^dist\/program\/[\w-]+\.cjs$/,
      /^dist\/chunks\/[\w-]+\.js$/,
      /^dist\/types\/.*\.d\.ts$/,
      /^dist\/THIRD-PARTY-LICENCES\.txt$/,
      /^docs\/[\w/-]+\.(?:md|ya?ml)$/,
      /^schema\/(?:output\/)?[\w-]+\.json$/,
      /^(?:README|CHANGELOG)\.md$/,
      /^LICENSE$/,
      /^package\.json$/,
      /^\.pre-commit-hooks\.yaml$/,
    ];
    expect(paths.filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([]);
    for (const pattern of wanted) expect(paths.filter((path) => pattern.test(path))).not.toEqual([]);
  });

  it('has no types but those that the library leads to', () => {
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const text = readFileSync(join(repository, path), 'utf8');
      for (const [, target = ''] of text.matchAll(/from '(\.[^']+)\.ts'/g)) {
        visit(`${posix.join(dirname(path), target)}.d.ts`);
      }
    };
    visit('dist/types/index.d.ts');
    expect(paths.filter((path) => path.startsWith('dist/types/')).sort()).toEqual([...reached].sort());
  });

  it('has every page that a page links to', () => {
    for (const page of paths.filter((path) => path.endsWith('.md') && !path.startsWith('docs/rules/'))) {
      const text = readFileSync(join(repository, page), 'utf8').replace(/^```.*?^```$|`[^`\n]*`/gms, '');
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        const target = posix.join(dirname(page), link);
        const isThere = paths.some((path) => path === target || path.startsWith(`${target}/`));
        // Those who read the README in the repository are told of what only the repository has.
        if (!['CONTRIBUTING.md', 'action.yml'].includes(target))
          expect([page, link, isThere]).toEqual([page, link, true]);
      }
    }
  });

  it('passes publint', () => {
    const publint = spawnSync(process.execPath, ['node_modules/publint/src/cli.js', '--strict'], {
      cwd: repository,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect(publint.stdout).toContain('All good!');
    expect(publint.status).toBe(0);
  });
});

describe('the package, installed into an empty directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tickets-package-'));
  const run = (command: string) =>
    spawnSync('/bin/sh', ['-ec', command], { cwd: join(folder, 'installed'), env: pinnedEnv(), encoding: 'utf8' });

  beforeAll(() => {
    installPacked(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('brings nothing but what is loaded late, from where it is installed', () => {
    const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const sources = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' });
    const late = sources.flatMap((path) => {
      const text = path.endsWith('.ts') ? readFileSync(join(repository, 'src', path), 'utf8') : '';
      return [...text.matchAll(/createRequire\(import\.meta\.url\)\('(?!node:)([^']+)'\)/g)].map(([, name]) => name);
    });
    expect(Object.keys(dependencies)).toEqual([...new Set(late)].sort());
  });

  it('runs a story from the command line, without a network', () => {
    const offline = new URL('../../scripts/refuse-connections.js', import.meta.url).href;
    const story = `export NODE_OPTIONS='--import ${offline}'
      npx() { node_modules/.bin/"$@"; }
      npx tickets init
      id=$(npx tickets new "Search: slow" -m "Ten seconds.")
      npx tickets review "$id" --approve -m "Good."
      npx tickets close "$id" -m "Done."
      sed -i 's/^title: .*/title: a: b/' work-items/closed/"$id"/item.md
      npx tickets doctor --fix
      printf 'doctor:\\n  rules:\\n    layout/husk: off\\n' > work-items/tickets.yml
      npx tickets doctor
      npx tickets list --status all`;
    const { status, stdout, stderr } = run(story);
    expect(stderr).not.toMatch(/error|warning/);
    expect(status).toBe(0);
    expect(stdout).toContain('closed\t20260601-090000-search-slow\tsearch-slow\ta: b\t');
  });

  it('has types that a strict project compiles with', () => {
    const target = join(folder, 'installed');
    writeFileSync(
      join(target, 'use.ts'),
      `import { type ListJson, Tickets, TicketsError } from 'yoi-tickets';
const tickets = await Tickets.open({ cwd: '.' });
const { items }: Pick<ListJson, 'items'> = await tickets.list({ status: 'all' });
export const titles: string[] = items.map(({ title }) => title);
// @ts-expect-error: there is no such status
await tickets.list({ status: 'nope' });
export const codes = (error: unknown): string | null => (error instanceof TicketsError ? error.code : null);
`,
    );
    writeFileSync(
      join(target, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          ...{ strict: true, module: 'NodeNext', target: 'ES2023', noEmit: true, skipLibCheck: false },
          typeRoots: [join(repository, 'node_modules/@types')],
          types: ['node'],
        },
        files: ['use.ts'],
      }),
    );
    const tsc = join(repository, 'node_modules/typescript/bin/tsc');
    expect(() => execFileSync(process.execPath, [tsc, '-p', target], { encoding: 'utf8' })).not.toThrow();
  });
});
