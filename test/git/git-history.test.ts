import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { gitHistory } from '../../src/git/git-history.ts';
import type { Where } from '../../src/tickets/history.ts';
import { gitIn, gitProject } from '../support/git-project.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const ID = '20260601-090000-slow-search';
const CLOSED = `work-items/closed/${ID}/resolution.md`;

/** The texts of an item's resolutions in the history of HEAD. */
const textsOf = (project: string, reach: 'head' | 'elsewhere' = 'head') =>
  gitHistory(project)
    .resolutions(ID, reach)
    ?.found.map(({ text }) => text);

const namesIn = (project: string, folder = 'tickets', where: Where = 'anywhere') => {
  const seen = gitHistory(project).namesIn(folder, where);
  return seen && { names: [...seen.found].sort(), gap: seen.gap };
};

describe('a history of git', () => {
  it('is none without a repository, and in one without a commit', () => {
    for (const { path } of [temporaryProject(), temporaryProject({ git: true })]) {
      const history = gitHistory(path);
      expect(history.commits()).toBeNull();
      expect(history.namesIn('tickets', 'here')).toBeNull();
      expect(history.reviewOf('tickets/a.md')).toBeNull();
      expect(history.resolutions(ID, 'head')).toBeNull();
    }
  });

  it('has every version of a resolution, latest first, each once', () => {
    const { path, commit } = gitProject();
    const first = commit({ [CLOSED]: 'One.\n' });
    commit({ [CLOSED]: 'Two.\n' });
    const third = commit({ [CLOSED]: 'One.\n' });
    commit({ [CLOSED]: 'Three.\n', 'work-items/closed/20260601-090001-other/resolution.md': 'Not this one.\n' });
    expect(textsOf(path)).toEqual(['Three.\n', 'One.\n', 'Two.\n']);
    const versions = gitHistory(path).resolutions(ID, 'head');
    expect(versions?.gap).toBeNull();
    expect(versions?.found[1]).toMatchObject({ commit: third, path: CLOSED });
    expect(first).not.toBe(third);
    expect(gitHistory(path).commits()).toBe(4);
  });

  it('follows an item through statuses and roots, and finds what was removed', () => {
    const { path, commit } = gitProject();
    commit({ [`work-items/closed/${ID}/resolution.md`]: 'In work-items.\n' });
    commit({
      [`work-items/closed/${ID}/resolution.md`]: null,
      [`.yoi/tickets/open/${ID}/resolution.md`]: 'In .yoi, open.\n',
    });
    commit({ [`.yoi/tickets/open/${ID}/resolution.md`]: null, [`notes/${ID}/resolution.md`]: 'In no root.\n' });
    expect(textsOf(path)).toEqual(['In .yoi, open.\n', 'In work-items.\n']);
  });

  it('finds what was undone on a branch before it was merged', () => {
    const { path, git, commit } = gitProject();
    commit({ 'tickets/main.md': 'x' });
    git('checkout', '--quiet', '-b', 'side');
    commit({ [CLOSED]: 'On the side.\n', 'tickets/side.md': 'x' });
    commit({ [CLOSED]: null, 'tickets/side.md': null });
    git('checkout', '--quiet', 'main');
    commit({ 'b.txt': 'b' });
    git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
    expect(textsOf(path)).toEqual(['On the side.\n']);
    expect(namesIn(path)).toEqual({ names: ['main.md', 'side.md'], gap: null });
  });

  it('finds what only a merge has', () => {
    const { path, git, commit } = gitProject();
    commit({ 'a.txt': 'a', [CLOSED]: 'Before.\n' });
    git('checkout', '--quiet', '-b', 'side');
    commit({ 'a.txt': 'side' });
    git('checkout', '--quiet', 'main');
    commit({ 'b.txt': 'b' });
    git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
    commit({ [CLOSED]: 'In the merge.\n', 'tickets/merge.md': 'x' });
    commit({ [CLOSED]: null, 'tickets/merge.md': null });
    expect(textsOf(path)).toEqual(['In the merge.\n', 'Before.\n']);
    expect(namesIn(path)).toEqual({ names: ['merge.md'], gap: null });
  });

  it('tells what HEAD reaches from what other branches, tags and stashes have', () => {
    const { path, git, commit, write } = gitProject();
    commit({ [CLOSED]: 'On main.\n' });
    git('checkout', '--quiet', '-b', 'side');
    commit({ [CLOSED]: 'On the side.\n' });
    git('checkout', '--quiet', 'main');
    write(CLOSED, 'In the stash.\n');
    git('stash', '--quiet');
    expect(textsOf(path)).toEqual(['On main.\n']);
    expect(textsOf(path, 'elsewhere')?.sort()).toEqual(['In the stash.\n', 'On the side.\n']);
  });

  it('reads no link, no submodule and no text that could not be written back', () => {
    const { path, git, commit } = gitProject();
    mkdirSync(join(path, `work-items/closed/${ID}`));
    symlinkSync('/etc/passwd', join(path, CLOSED));
    const at = commit();
    git('rm', '--quiet', CLOSED);
    git('update-index', '--add', '--cacheinfo', `160000,${at},${CLOSED}`);
    git('commit', '--quiet', '--message', 'A submodule');
    git('rm', '--quiet', '--cached', CLOSED);
    commit({ [CLOSED]: new Uint8Array([0x4f, 0x4b, 0xff, 0x0a]) });
    expect(textsOf(path)).toEqual([null]);
  });

  it('knows names that are not ASCII, in either form of Unicode', () => {
    const { path, commit } = gitProject();
    commit({
      'tickets/検索.md': 'x',
      'tickets/a b*[c].md': 'x',
      'tickets/u\u0308ber.md': 'x',
      'tickets/sub/no.md': 'x',
    });
    commit({ 'tickets/検索.md': null });
    expect(namesIn(path)?.names).toEqual(['a b*[c].md', '検索.md', '\u00fcber.md'].sort());
  });

  it('takes the characters of a folder as they are', () => {
    const { path, commit } = gitProject();
    commit({ 'a*/x.md': 'x', 'ab/y.md': 'x', 'a[b]/z.md': 'x', 'a\\b/w.md': 'x' });
    expect(namesIn(path, 'a*')?.names).toEqual(['x.md']);
    expect(namesIn(path, 'a[b]')?.names).toEqual(['z.md']);
    expect(namesIn(path, 'a\\b')?.names).toEqual(['w.md']);
  });

  it('finds a folder wherever the project was, and the project itself only where it is', () => {
    const { path, commit } = gitProject();
    commit({ 'old/place/tickets/a.md': 'x', 'TODO.md': 'x', 'docs/b.md': 'x' });
    expect(namesIn(path)?.names).toEqual(['a.md']);
    expect(namesIn(path, 'tickets', 'here')?.names).toEqual([]);
    expect(namesIn(join(path, 'old/place'), 'tickets', 'here')?.names).toEqual(['a.md']);
    expect(namesIn(path, '')?.names).toEqual(['TODO.md']);
    expect(namesIn(join(path, 'docs'), '')?.names).toEqual(['TODO.md', 'b.md']);
  });

  it('gives up on more folders than anyone has', () => {
    const { path, commit } = gitProject();
    commit({ 'a.txt': 'a' });
    const history = gitHistory(path);
    const gaps = Array.from(
      { length: 18 },
      (_, index) => history.namesIn(`f${index >> 1}`, index % 2 ? 'here' : 'anywhere')?.gap,
    );
    expect(gaps).toEqual([...Array(16).fill(null), ...Array(2).fill('the legacy tickets are in more than 8 folders')]);
  });
});

describe('the review of a ticket', () => {
  const review = (path: string, ticket = 'tickets/a.md') => gitHistory(path).reviewOf(ticket)?.found?.text;

  it('is the one that stood beside it when it was last there', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/a.md': 'ticket', 'tickets/a.review.md': 'first' });
    commit({ 'tickets/a.review.md': 'second' });
    commit({ 'tickets/a.md': null, 'tickets/a.review.md': null });
    expect(review(path)).toBe('second');
  });

  it('may go later than the ticket, but not earlier', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/a.md': 'x', 'tickets/a.review.md': 'a', 'tickets/b.md': 'x', 'tickets/b.review.md': 'b' });
    commit({ 'tickets/a.md': null, 'tickets/b.review.md': null });
    commit({ 'tickets/b.md': null, 'tickets/a.review.md': null });
    expect(review(path)).toBe('a');
    expect(review(path, 'tickets/b.md')).toBeUndefined();
  });

  it('is none where ticket and review were finished, and the ticket came back alone', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/a.md': 'x', 'tickets/a.review.md': 'old' });
    commit({ 'tickets/a.md': null, 'tickets/a.review.md': null });
    commit({ 'tickets/a.md': 'again' });
    expect(review(path)).toBeUndefined();
    commit({ 'tickets/a.md': null });
    expect(review(path)).toBeUndefined();
  });

  it('is that of HEAD while the ticket is in it, even after a removal that is not committed', () => {
    const { path, git, commit } = gitProject();
    commit({ 'tickets/a.md': 'x', 'tickets/a.review.md': 'now' });
    expect(review(path)).toBe('now');
    git('rm', '--quiet', '-r', 'tickets');
    expect(review(path)).toBe('now');
  });

  it('is that of the name under which the ticket became an item', () => {
    const { path, git, commit } = gitProject();
    commit({ 'tickets/a.md': 'x', 'tickets/a.review.md': 'of a' });
    git('mv', 'tickets/a.md', 'tickets/c.md');
    commit();
    commit({ 'tickets/c.md': null });
    expect(review(path, 'tickets/c.md')).toBeUndefined();
    expect(review(path, 'tickets/a.md')).toBe('of a');
  });

  it("is the project's own before that of another project in the repository", () => {
    const { path, commit } = gitProject();
    commit({ 'one/tickets/a.md': 'x', 'one/tickets/a.review.md': 'of one' });
    commit({ 'two/tickets/a.md': 'x', 'two/tickets/a.review.md': 'of two' });
    expect(review(join(path, 'one'))).toBe('of one');
    expect(review(join(path, 'two'))).toBe('of two');
  });

  it('is found where the project was before it moved', () => {
    const { path, commit } = gitProject();
    commit({ 'yoi/tickets/a.md': 'x', 'yoi/tickets/a.review.md': 'moved since' });
    commit({ 'yoi/tickets/a.md': null, 'yoi/tickets/a.review.md': null });
    expect(review(path)).toBe('moved since');
  });

  it('has a name that is not ASCII', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/検索.md': 'x', 'tickets/検索.review.md': '承認' });
    commit({ 'tickets/検索.md': null, 'tickets/検索.review.md': null });
    expect(review(path, 'tickets/検索.md')).toBe('承認');
  });

  it('is found by a removal on a branch that was merged', () => {
    const { path, git, commit } = gitProject();
    commit({ 'tickets/a.md': 'x', 'tickets/a.review.md': 'review' });
    git('checkout', '--quiet', '-b', 'migrate');
    commit({ 'tickets/a.md': null, 'tickets/a.review.md': null });
    git('checkout', '--quiet', 'main');
    commit({ 'b.txt': 'b' });
    git('merge', '--quiet', '--no-ff', '--no-edit', 'migrate');
    expect(review(path)).toBe('review');
  });
});

describe('a history that git cannot show whole', () => {
  function cloneOf(path: string, ...options: string[]): string {
    const { path: around } = temporaryProject({ init: false });
    gitIn(around, 'clone', '--quiet', ...options, `file://${path}`, 'clone');
    return join(around, 'clone');
  }

  it('is shallow: it answers with what there is, and says so', () => {
    const { path, commit } = gitProject();
    commit({ [CLOSED]: 'Text.\n', 'tickets/a.md': 'x' });
    commit({ [CLOSED]: 'Copy.\n', 'tickets/a.md': null });
    commit({ 'b.txt': 'b' });
    const clone = cloneOf(path, '--depth', '2');
    expect(namesIn(clone)).toEqual({ names: [], gap: 'the clone is shallow' });
    expect(gitHistory(clone).resolutions(ID, 'head')).toMatchObject({
      found: [{ text: 'Copy.\n' }],
      gap: 'the clone is shallow',
    });
  });

  it.each(['blob:none', 'tree:0'])('is partial (%s): nothing is fetched, and the gap is told', (filter) => {
    const { path, git, commit } = gitProject();
    git('config', 'uploadpack.allowFilter', 'true');
    commit({ [CLOSED]: 'Text.\n', 'tickets/a.md': 'x' });
    commit({ [CLOSED]: 'Copy.\n', 'tickets/a.md': null });
    const clone = cloneOf(path, '--filter', filter);
    const objects = gitIn(clone, 'count-objects', '-v');
    const seen = gitHistory(clone).resolutions(ID, 'head');
    expect(seen?.found).toEqual([]);
    expect(seen?.gap).toMatch(/^git: /);
    if (filter === 'blob:none') expect(namesIn(clone)).toEqual({ names: ['a.md'], gap: null });
    else expect(namesIn(clone)?.gap).toMatch(/^git: /);
    expect(gitIn(clone, 'count-objects', '-v')).toBe(objects);
  });

  it('is broken: a missing commit, or no repository where one should be', () => {
    const { path, commit, write } = gitProject();
    commit({ [CLOSED]: 'Text.\n' });
    write('.git/refs/heads/main', `${'1'.repeat(40)}\n`);
    expect(gitHistory(path).resolutions(ID, 'head')).toMatchObject({ found: [], gap: expect.stringMatching(/^git: /) });
    expect(gitHistory(path).commits()).toBeNull();
    write('.git/HEAD', 'nonsense');
    expect(namesIn(path)).toEqual({ names: [], gap: expect.stringMatching(/^git: not a git repository/) });
  });

  it('does not become that of the repository around it', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/outer.md': 'x' });
    mkdirSync(join(path, 'inner/.git'), { recursive: true });
    expect(namesIn(join(path, 'inner'))).toEqual({
      names: [],
      gap: expect.stringMatching(/^git: not a git repository/),
    });
  });

  it('cannot be asked for where there is no git', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/a.md': 'x' });
    vi.stubEnv('PATH', join(path, 'nowhere'));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(namesIn(path)).toEqual({ names: [], gap: 'there is no git here to ask' });
  });

  it('is that of the directory, whatever the environment says', () => {
    const { path, commit } = gitProject();
    commit({ 'tickets/a.md': 'x' });
    const other = gitProject();
    other.commit({ 'tickets/other.md': 'x' });
    vi.stubEnv('GIT_DIR', join(other.path, '.git'));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(namesIn(path)?.names).toEqual(['a.md']);
  });
});

describe("a repository's own configuration", () => {
  it('runs nothing and changes no answer', () => {
    const { path, git, commit } = gitProject();
    const trap = join(path, '.git/trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch "${join(path, 'sprung')}"\nexit 1\n`);
    chmodSync(trap, 0o755);
    commit({ [CLOSED]: 'Text.\n', 'tickets/a.md': 'x' });
    commit({ [CLOSED]: 'Copy.\n', 'tickets/a.md': null });
    // A signature, for git to have checked.
    const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n';
    writeFileSync(join(path, '.git/signed'), git('cat-file', 'commit', 'HEAD').replace(/\n\n/, `\n${signature}\n`));
    git('update-ref', 'HEAD', git('hash-object', '-w', '-t', 'commit', '.git/signed').trim());
    for (const [key, value] of [
      ['core.pager', trap],
      ['pager.log', trap],
      ['core.fsmonitor', trap],
      ['diff.external', trap],
      ['diff.trap.textconv', trap],
      ['gpg.program', trap],
      ['core.sshCommand', trap],
      ['log.showSignature', 'true'],
      ['log.follow', 'true'],
      ['log.showRoot', 'false'],
      ['log.diffMerges', 'off'],
      ['diff.renames', 'copies'],
      ['diff.orderFile', '/nowhere'],
      ['color.ui', 'always'],
      ['core.quotePath', 'true'],
      ['alias.log', `!${trap}`],
    ] as const) {
      git('config', key, value);
    }
    writeFileSync(join(path, '.gitattributes'), '*.md diff=trap\n');
    expect(textsOf(path)).toEqual(['Copy.\n', 'Text.\n']);
    expect(namesIn(path)).toEqual({ names: ['a.md'], gap: null });
    expect(existsSync(join(path, 'sprung'))).toBe(false);
  });
});
