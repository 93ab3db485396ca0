// Writes docs/rules/ from the rules' own texts and examples. With --check it only says whether it is up to date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { project } from './bundle.js';
import { loadSources } from './load-sources.js';

/** A longer example is shortened. */
const LONGEST_EXAMPLE = 4000;
const ESCAPES = /\\u\{|\\r$|\\e/m;
const NOTE = 'Characters that cannot be seen are written as `\\u{200b}`, a carriage return as `\\r`.';

const folder = join(project, 'docs/rules');
const { RULES, findSecrets, harmlessText } = await loadSources(`export { RULES } from './src/doctor/all-rules.ts';
export { findSecrets } from './src/doctor/secret-shapes.ts';
export { harmlessText } from './src/render/harmless.ts';`);

const pages = new Map([['README.md', overview()], ...RULES.map((rule) => [`${rule.id}.md`, page(rule)])]);
const present = filesIn(folder);
const stale = present.filter((name) => !pages.has(name));
if (process.argv.includes('--check')) {
  const old = [...pages].filter(([name, text]) => !present.includes(name) || read(name) !== text).map(([name]) => name);
  if (old.length + stale.length > 0) {
    const names = [...old, ...stale].map((name) => `docs/rules/${name}`).join(', ');
    console.error(`error: not what the rules say: ${names}\nhint: node scripts/rule-docs.js`);
    process.exit(1);
  }
} else {
  for (const name of stale) rmSync(join(folder, name));
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function filesIn(directory) {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.md'));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function read(name) {
  return readFileSync(join(folder, name), 'utf8');
}

function overview() {
  const rows = RULES.map(({ id, severity, fix, summary }) =>
    row([`[${id}](${id}.md)`, severity, fix?.safety ?? '–', summary]),
  );
  return `# The rules of doctor

Made from the rules by \`node scripts/rule-docs.js\`. A safe fix (\`--fix\`) leaves every value as readers see it, or
puts back a text that was surely lost; after an unsafe one (\`--unsafe-fixes\`) someone should look.

${[row(['Rule', 'Severity', 'Fix', 'What is found']), row(['---', '---', '---', '---']), ...rows].join('\n')}
`;
}

function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function page(rule) {
  const { id, severity, summary, why, help, fix, bad, good, base, history } = rule;
  const paths = [...new Set([base ?? {}, bad, good].flatMap(Object.keys))].filter(
    (path) => !same(bad[path], good[path]) || (base && !same(base[path], bad[path])),
  );
  const examples = [
    ...(base ? [`## Before\n\n${paths.map((path) => entry(path, base[path])).join('\n\n')}`] : []),
    `## Bad\n\n${paths.map((path) => entry(path, bad[path])).join('\n\n')}`,
    `## Good\n\n${paths.map((path) => entry(path, good[path])).join('\n\n')}`,
  ];
  const parts = [
    `# ${id}`,
    `${capital(summary)}.`,
    `Severity: ${severity}. Fix: ${fix ? `${fix.description} (${fix.safety})` : 'none'}.`,
    `## Why\n\n${why.trim()}`,
    `## What to do\n\n${capital(help)}.`,
    ...(history ? [remembered(history)] : []),
    ...examples,
    ...(examples.some((text) => ESCAPES.test(text)) ? [NOTE] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What git has in both examples. */
function remembered({ files, gap }) {
  const entries = Object.entries(files).map(([path, text]) => `An earlier commit has \`${path}\`:\n\n${fenced(text)}`);
  return ['## In git, in both examples', ...(gap ? [`${capital(gap)}.`] : []), ...entries].join('\n\n');
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function same(a, b) {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** What an example has under a path, in words or as it is. */
function entry(path, value) {
  const name = path.startsWith('../') ? `\`${path.slice(3)}\` in the project` : `\`${path}\``;
  if (value === undefined) return `${name} is not there.`;
  if (value === null) return `${name} is an empty directory.`;
  if (value instanceof Uint8Array)
    return `${name}, a file of bytes that are no UTF-8; read byte by byte:\n\n${bytes(value)}`;
  if (typeof value === 'object') {
    if ('symlink' in value) return `${name} is a symbolic link to \`${value.symlink}\`.`;
    if ('special' in value) return `${name} is a ${value.special.toUpperCase()}.`;
    return `${name} is a file of ${Math.round(value.size / 1024 / 1024)} MiB.`;
  }
  if (value === '') return `${name} is an empty file.`;
  if (value.length <= LONGEST_EXAMPLE) return `${name}:\n\n${fenced(value)}`;
  return `${name}, ${value.length} characters, shortened here:\n\n${fenced(shortened(value))}`;
}

function bytes(value) {
  const text = Array.from(value, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
  return fenced(text);
}

/** A fenced block with a fence longer than any inside, and nothing in it that cannot be seen, or that scanners report. */
function fenced(text) {
  const shown = harmlessText(withoutSecrets(text).replaceAll('\r\n', '\\r\n')).replace(
    /[\u00ad\u200b-\u200d\u2060]/g,
    (char) => `\\u{${char.charCodeAt(0).toString(16)}}`,
  );
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}md\n${shown.replace(/\n$/, '')}\n${fence}`;
}

/** An example of a secret is none, but no scanner knows that. */
function withoutSecrets(text) {
  return findSecrets(text).reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start + 8)}…${rest.slice(end)}`,
    text,
  );
}

/** The start and the end of a long text, with what is left out told. */
function shortened(text) {
  const lines = text
    .split('\n')
    .map((line) => (line.length <= 120 ? line : `${line.slice(0, 80)}… (${line.length} characters)`));
  if (lines.length <= 40) return lines.join('\n');
  return [...lines.slice(0, 20), `… (${lines.length - 26} more lines)`, ...lines.slice(-6)].join('\n');
}
