// Writes schema/ from the field table, the rules and the types of what `--json` prints. With --check it only says whether
// it is up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { project } from './bundle.js';
import { loadSources } from './load-sources.js';

const DRAFT = 'http://json-schema.org/draft-07/schema#';
const folder = join(project, 'schema');

const sources = await loadSources(`export { RULES } from './src/doctor/all-rules.ts';
export { IGNORE_KEYS, isConfigurable, RULE_SETTINGS } from './src/doctor/doctor-config.ts';
export { FIELDS, KNOWN_KINDS, PRIORITIES } from './src/format/fields.ts';
export { ITEM_ID } from './src/format/item-id.ts';
export { SLUG } from './src/format/slug.ts';
export { STATUSES } from './src/format/status.ts';
export { TIMESTAMP } from './src/format/timestamp.ts';`);

const schemas = new Map([
  ['front-matter.json', frontMatterSchema()],
  ['config.json', configSchema()],
  ...outputSchemas(),
]);
const texts = new Map([...schemas].map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]));
const stale = filesIn(folder).filter((name) => !texts.has(name));
if (process.argv.includes('--check')) {
  const old = [...texts].filter(([name, text]) => read(name) !== text).map(([name]) => name);
  if (old.length + stale.length > 0) {
    const names = [...old, ...stale].map((name) => `schema/${name}`).join(', ');
    console.error(`error: not what the sources say: ${names}\nhint: npm run docs`);
    process.exit(1);
  }
} else {
  for (const name of stale) rmSync(join(folder, name));
  for (const [name, text] of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The fields of item.md, as a YAML reader sees them. Keys that the format does not know are allowed. */
function frontMatterSchema() {
  const { FIELDS } = sources;
  return {
    $schema: DRAFT,
    title: 'The front matter of item.md',
    type: 'object',
    properties: Object.fromEntries(
      FIELDS.map(({ key, type, description }) => [key, { description, ...schemaOf(type) }]),
    ),
    required: FIELDS.map(({ key }) => key),
  };
}

function schemaOf(type) {
  const { ITEM_ID, SLUG, STATUSES, KNOWN_KINDS, PRIORITIES, TIMESTAMP } = sources;
  switch (type) {
    case 'id':
      return { type: 'string', pattern: ITEM_ID.source };
    case 'slug':
      // Digits are written bare, and are a number to YAML.
      return { type: ['string', 'integer'], pattern: SLUG.source };
    case 'text':
      // One line, and something in it.
      return { type: 'string', pattern: '^.*\\S.*$' };
    case 'status':
      return { enum: [...STATUSES] };
    case 'word':
      // The first is what editors propose.
      return { anyOf: [{ enum: [...KNOWN_KINDS] }, { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' }] };
    case 'priority':
      return { enum: [...PRIORITIES] };
    case 'list':
      return { type: 'array', items: { type: ['string', 'number'] } };
    case 'time':
      return { type: 'string', pattern: TIMESTAMP.source };
    case 'name':
      return { type: ['string', 'null'] };
    default:
      throw new Error(`no schema for a field of type ${type}`);
  }
}

/** tickets.yml. What doctor does not know is an error there, and here. */
function configSchema() {
  const { RULES, IGNORE_KEYS, RULE_SETTINGS, isConfigurable } = sources;
  const rules = RULES.filter(({ id }) => isConfigurable(id));
  const closed = (properties) => ({ type: ['object', 'null'], properties, additionalProperties: false });
  const setting = ({ id, severity, summary }) => [
    id,
    { description: `${summary} (default: ${severity})`, enum: [...RULE_SETTINGS] },
  ];
  const ignore = {
    type: 'object',
    properties: Object.fromEntries(
      IGNORE_KEYS.map(({ key, description }) => [
        key,
        {
          description,
          ...(key === 'rule' ? { enum: rules.map(({ id }) => id) } : { type: ['string', 'number'], pattern: '\\S' }),
        },
      ]),
    ),
    required: IGNORE_KEYS.filter(({ required }) => required).map(({ key }) => key),
    additionalProperties: false,
  };
  return {
    $schema: DRAFT,
    title: 'tickets.yml',
    ...closed({
      doctor: {
        description: 'what a team decided about `tickets doctor`',
        ...closed({
          rules: { description: 'severities, by rule', ...closed(Object.fromEntries(rules.map(setting))) },
          ignore: {
            description: 'findings that are known and accepted',
            type: ['array', 'null'],
            items: ignore,
          },
        }),
      },
    }),
  };
}

/** The documents of `--json`, by command. Keys may be added within a version, so unknown ones are allowed. */
function outputSchemas() {
  const generator = createGenerator({
    path: join(project, 'src/api/json-shapes.ts'),
    tsconfig: join(project, 'tsconfig.json'),
    skipTypeCheck: true,
    encodeRefs: false,
    expose: 'all',
    topRef: false,
    jsDoc: 'extended',
  });
  const { definitions, properties } = generator.createSchema('JsonOutputs');
  const error = generator.createSchema('ErrorJson');
  const outputs = Object.entries(properties).map(([name, shape]) => [name, shape, definitions]);
  return [
    ...outputs,
    ['error', { type: 'object', properties: error.properties, required: error.required }, error.definitions],
  ].map(([name, shape, all]) => [`output/${name}.json`, documentSchema(name, shape, all)]);
}

function documentSchema(name, shape, all) {
  const used = {};
  const tidy = (value) => {
    if (Array.isArray(value)) return value.map(tidy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        if (key === 'additionalProperties' && inner === false) return [];
        return [[key, key === '$ref' ? refer(inner) : tidy(inner)]];
      }),
    );
  };
  /** A definition is carried along where it is used, under a name without the signs of TypeScript. */
  const refer = (ref) => {
    const original = ref.slice('#/definitions/'.length);
    const plain = original.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
    if (!(plain in used)) {
      used[plain] = null;
      used[plain] = tidy(all[original]);
    }
    return `#/definitions/${plain}`;
  };
  const body = tidy(shape);
  return {
    $schema: DRAFT,
    title: name === 'error' ? 'What --json prints of an error' : `What tickets ${name} --json prints`,
    allOf: [{ type: 'object', properties: { schemaVersion: { const: 1 } }, required: ['schemaVersion'] }, body],
    definitions: Object.fromEntries(Object.entries(used).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function filesIn(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.json'));
}

function read(name) {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
