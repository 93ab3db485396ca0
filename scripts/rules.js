// Writes src/doctor/all-rules.ts and log-rules.ts from the files in src/doctor/rules/. With --check it only says whether it is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const project = new URL('..', import.meta.url);
const folder = new URL('src/doctor/rules/', project);

const rules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  // By id: with the ending, `duplicate-case` would come before `duplicate`.
  .sort((a, b) => (a.slice(0, -3) < b.slice(0, -3) ? -1 : 1))
  .map((path) => {
    const name = /^export const (\w+): Rule = \{/m.exec(readFileSync(new URL(path, folder), 'utf8'))?.[1];
    if (name === undefined) throw new Error(`${path} exports no rule`);
    const group = path.split('/')[0].replaceAll('-', ' ');
    return { path, name, alias: camel(`${group} ${name}`) };
  });

function camel(text) {
  const words = text.split(' ');
  return words.map((word, index) => (index === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('');
}

function indexText(name, comment, chosen) {
  return `// Written by scripts/rules.js.
import type { Rule } from './rule.ts';
${chosen.map((rule) => `import { ${rule.name} as ${rule.alias} } from './rules/${rule.path}';`).join('\n')}

/** ${comment} */
export const ${name}: readonly Rule[] = [
${chosen.map(({ alias }) => `  ${alias},`).join('\n')}
];
`;
}

const isOfLog = ({ path }) => path.startsWith('log/');
const indexes = [
  [
    'all-rules.ts',
    indexText('RULES', 'All rules, by id. A test proves that no file in rules/ is missing here.', rules),
  ],
  [
    'log-rules.ts',
    indexText(
      'LOG_RULES',
      'Those that compare commits, for whom the others would be much to read.',
      rules.filter(isOfLog),
    ),
  ],
];
for (const [name, text] of indexes) {
  const target = new URL(name, folder.href.replace(/rules\/$/, ''));
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8').replace(/\s+/g, '') !== text.replace(/\s+/g, '')) {
    console.error(`error: src/doctor/${name} is not what is in src/doctor/rules/\nhint: node scripts/rules.js`);
    process.exit(1);
  }
}
