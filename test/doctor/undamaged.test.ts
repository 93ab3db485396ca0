import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../../src/api/check.ts';
import { create } from '../../src/api/create.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { close, edit, reopen, setStatus, writeEvent } from '../../src/api/write.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { STATUSES } from '../../src/format/status.ts';
import { NOTE_KINDS } from '../../src/tickets/add-event.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { addItem } from '../support/add-item.ts';
import { hostileLine } from '../support/hostile-line.ts';
import { hostileText } from '../support/hostile-text.ts';
import { oldEvent } from '../support/old-event.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { title } from '../support/title.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const ARCHIVES = [
  'work-items-2026-06-06',
  'migrated-2026-05-27',
  'legacy-2026-05-27',
  'legacy-with-reviews-2026-05-02',
];
const corpora = ARCHIVES.map((name) => ({ name, path: unpackCorpus(`${name}.tar.gz`) }));
if (corpora.some(({ path }) => path === null)) {
  console.warn('SKIPPED: doctor on the real trees; ../shared/corpus is not here');
}

afterAll(() => {
  for (const { path } of corpora) if (path !== null) rmSync(path, { recursive: true });
});

function findingsIn(project: string, now: Date): Finding[] {
  return check(openWorkspace({ cwd: project, env: {}, root: join(project, 'work-items'), now: () => now })).findings;
}

/** What is found, less hints and what people's words may hold; as `severity rule path:line`. */
function faults(findings: readonly Finding[], expected: readonly string[]): string[] {
  return findings
    .filter(({ severity, rule }) => severity === 'error' || (severity === 'warning' && !expected.includes(rule)))
    .map(({ severity, rule, path, line, message }) => `${severity} ${rule} ${path}:${line ?? '-'} ${message}`);
}

/** Warnings about the words of a title or a text, which may be any. */
const WORDS = ['text/bidi-in-title', 'text/control-character-in-title', 'text/mojibake', 'text/zero-width-in-title'];

describe('the real trees', () => {
  const NOW = new Date('2026-07-01T12:00:00Z');

  it.skipIf(corpora[0]?.path === null)('give no error but the 32 destroyed resolutions', () => {
    const findings = findingsIn(corpora[0]?.path ?? '', NOW);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map(({ rule }) => rule))).toEqual(new Set(['closed/resolution-is-item-copy']));
    expect(errors).toHaveLength(32);
  });

  it.skipIf(corpora[1]?.path === null)('give none after their migration', () => {
    const findings = findingsIn(corpora[1]?.path ?? '', NOW);
    // 12 of the 23 titles are not valid YAML, and git keeps no empty directory.
    expect(faults(findings, ['front-matter/invalid-yaml', 'layout/missing-status-directory'])).toEqual([]);
    expect(findings.filter(({ rule }) => rule === 'front-matter/invalid-yaml')).toHaveLength(12);
  });

  it.skipIf(corpora[0]?.path === null)('give no more when one of them was worked on in the meantime', () => {
    const { path: project, root } = temporaryProject({ init: false });
    cpSync(join(corpora[0]?.path ?? '', 'work-items'), root, { recursive: true });
    const before = findingsIn(project, NOW).map(({ fingerprint }) => fingerprint);
    const workspace = openWorkspace({ cwd: project, env: {}, root, now: () => NOW });
    const by = { author: 'ann' };
    for (const item of ['mcp-integration', 'internal-worker-workflow', 'session-pod-state-boundary']) {
      writeEvent(workspace, item, { kind: 'comment', body: 'One more word.' }, by);
    }
    writeEvent(workspace, 'mcp-integration', { kind: 'review', verdict: 'approve', body: 'Good.' }, by);
    close(workspace, 'mcp-integration', 'Done.', by);
    const found = findingsIn(project, NOW).filter(({ fingerprint }) => !before.includes(fingerprint));
    expect(faults(found, [])).toEqual([]);
  });
});

const AUTHORS = fc.constantFrom('ann', 'yoi ticket', '山田', 'x@example.org', 'a/b:c', 'at');
const item = fc.nat();
const word = fc.constantFrom('task', 'bug', 'chore', 'x-1');
const labels = fc.array(fc.oneof(hostileLine, fc.constantFrom('a', 'b c', '[x]', 'null', '#1')), { maxLength: 3 });

/** What people ask of the program, one after the other. */
const request = fc.oneof(
  fc.record({ type: fc.constant('new' as const), title, body: hostileText, labels, kind: word, author: AUTHORS }),
  fc.record({
    type: fc.constant('note' as const),
    item,
    kind: fc.constantFrom(...NOTE_KINDS),
    body: hostileText,
    author: AUTHORS,
  }),
  fc.record({
    type: fc.constant('review' as const),
    item,
    verdict: fc.constantFrom('approve' as const, 'request_changes' as const),
    body: hostileText,
    author: AUTHORS,
  }),
  fc.record({
    type: fc.constant('status' as const),
    item,
    status: fc.constantFrom(...STATUSES),
    body: hostileText,
    author: AUTHORS,
  }),
  fc.record({ type: fc.constant('close' as const), item, body: hostileText, author: AUTHORS }),
  fc.record({ type: fc.constant('reopen' as const), item, body: hostileText, author: AUTHORS }),
  fc.record({
    type: fc.constant('edit' as const),
    item,
    change: fc.oneof(
      fc.record({ title }),
      fc.record({ body: hostileText }),
      fc.record({ addLabels: labels }),
      fc.record({ assignee: hostileLine }),
      fc.record({ priority: fc.constantFrom('P0', 'P3') }),
      fc.record({ slug: fc.constantFrom('other-name', 'x', '0123', 'null') }),
    ),
    author: AUTHORS,
  }),
);

type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

describe('trees that were never damaged', () => {
  it('give no error, nor a warning but for words, whatever was asked of the program', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 3, maxLength: 14 }), async (requests) => {
        const { path, root } = temporaryProject();
        let now = Date.parse('2026-06-01T09:00:00Z');
        const workspace = openWorkspace({ cwd: path, env: {}, root, now: () => new Date(now) });
        const ids: string[] = [];
        for (const asked of [
          { type: 'new', title: 'One', body: 'Text.', labels: [], kind: 'task', author: 'ann' } satisfies Request,
          ...requests,
        ]) {
          now += 61_000;
          await carryOut(workspace, ids, asked);
        }
        const warnings = [...WORDS, 'review/changes-requested-unanswered'];
        const found = faults(findingsIn(path, new Date(now)), warnings);
        rmSync(path, { recursive: true });
        expect(found).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('give no error as the old script wrote them', { timeout: 600_000 }, () => {
    const line = hostileLine.map((text) => text.replace(/[\0\r\n]/g, ' ').trim()).filter((text) => text !== '');
    // The old script took a header line in a text as it came, and so forged an event.
    const text = hostileText.map((body) => body.replaceAll('<!--', '<').replaceAll('\0', ''));
    const kinds = fc.constantFrom('comment', 'plan', 'decision', 'implementation_report');
    const old = fc.record({
      title: line,
      body: text,
      status: fc.constantFrom(...STATUSES),
      moved: fc.boolean(),
      events: fc.array(fc.record({ kind: kinds, body: text }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(old, { minLength: 1, maxLength: 4 }), (items) => {
        const { path, root } = temporaryProject();
        for (const [index, { title: name, body, status, moved, events }] of items.entries()) {
          const timeOf = (minute: number): string => `2026-05-30T0${index}:${String(minute).padStart(2, '0')}:00Z`;
          const closes = status === 'closed' && !moved;
          const close = { kind: 'close', at: timeOf(50), more: 'status: closed', heading: 'Closed', body: 'Done.' };
          const last = closes || moved ? timeOf(50) : timeOf(events.length);
          addItem(root, {
            slug: `item-${index}`,
            stamp: `20260530-0${index}0000`,
            status: moved || closes ? status : 'open',
            title: name,
            body,
            updatedAt: last,
            events: [
              ...events.map((event, at) => oldEvent({ ...event, at: timeOf(at + 1) })),
              ...(closes ? [oldEvent(close)] : []),
            ],
            ...(closes && { resolution: 'Done.\n' }),
          });
        }
        const findings = findingsIn(path, new Date('2026-06-01T09:00:00Z'));
        rmSync(path, { recursive: true });
        const errors = findings.filter(({ severity }) => severity === 'error');
        expect(errors.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

async function carryOut(workspace: ReturnType<typeof openWorkspace>, ids: string[], asked: Request): Promise<void> {
  const author = { author: asked.author };
  try {
    if (asked.type === 'new') {
      const { type, ...input } = asked;
      ids.push((await create(workspace, input)).id);
      return;
    }
    const id = ids[asked.item % ids.length] ?? '';
    if (asked.type === 'note') writeEvent(workspace, id, { kind: asked.kind, body: asked.body }, author);
    else if (asked.type === 'review')
      writeEvent(workspace, id, { kind: 'review', verdict: asked.verdict, body: asked.body }, author);
    else if (asked.type === 'status') setStatus(workspace, id, { status: asked.status, body: asked.body }, author);
    else if (asked.type === 'close') close(workspace, id, asked.body, author);
    else if (asked.type === 'reopen') reopen(workspace, id, asked.body, author);
    else edit(workspace, id, asked.change, author);
  } catch (error) {
    // Refused: an empty text, a closed item closed again, a label with a line break.
    if (
      !(error instanceof TicketsError) ||
      !['invalid-value', 'empty-body', 'already-there', 'already-closed', 'not-closed', 'slug-taken'].includes(
        error.code,
      )
    )
      throw error;
  }
}
