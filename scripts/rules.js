// Writes src/doctor/all-rules.ts from the files in src/doctor/rules/. With --check it only says whether it is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const project = new URL('..', import.meta.url);
const folder = new URL('src/doctor/rules/', project);
const target = new URL('src/doctor/all-rules.ts', project);

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

const text = `// Written by scripts/rules.js.
import type { Rule } from './rule.ts';
${rules.map(({ path, name, alias }) => `import { ${name} as ${alias} } from './rules/${path}';`).join('\n')}

/** All rules, by id. A test proves that no file in rules/ is missing here. */
export const RULES: readonly Rule[] = [
${rules.map(({ alias }) => `  ${alias},`).join('\n')}
];
`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8').replace(/\s+/g, '') !== text.replace(/\s+/g, '')) {
  console.error('error: src/doctor/all-rules.ts is not what is in src/doctor/rules/\nhint: node scripts/rules.js');
  process.exit(1);
}
