// The rooms of the house and who may import what, as an ESLint rule. CONTRIBUTING's table, one entry a row.
import { builtinModules } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const aliases = {
  '@domain/': 'src/domain/',
  '@shared/': 'src/shared/',
  '@resources/': 'resources/'
};

/**
 * First match wins. `rooms` are the other rooms a file may import from (folders below the root); `packages` the npm
 * packages, or null for any; `node` whether `node:` modules may be used; `electron` likewise.
 */
const rules = [
  { room: 'src/domain', rooms: ['resources'], packages: ['zod', 'diff'] },
  {
    room: 'src/shared',
    rooms: ['src/domain', 'resources'],
    packages: ['zod', 'intl-messageformat']
  },
  {
    room: 'src/main/jobs/parser',
    rooms: ['src/main/jobs', 'src/shared', 'src/domain', 'resources'],
    packages: null
  },
  {
    room: 'src/main/electron',
    rooms: ['src/main', 'src/shared', 'src/domain', 'resources'],
    packages: null,
    node: true,
    electron: true
  },
  {
    files: ['src/main/index.ts'],
    room: 'src/main',
    rooms: ['src/shared', 'src/domain', 'resources'],
    packages: null,
    node: true,
    electron: true
  },
  {
    room: 'src/main',
    rooms: ['src/shared', 'src/domain', 'resources'],
    packages: null,
    node: true
  },
  { room: 'src/preload', rooms: ['src/shared'], packages: [], electron: true },
  {
    room: 'src/cli',
    rooms: ['src/main', 'src/shared', 'src/domain', 'resources'],
    packages: [],
    node: true,
    never: ['src/main/electron', 'src/main/index.ts']
  },
  {
    room: 'src/renderer/features',
    split: true,
    rooms: [
      'src/renderer/ui',
      'src/renderer/db',
      'src/renderer/editor',
      'src/renderer/platform',
      'src/shared',
      'src/domain'
    ],
    packages: null
  },
  {
    room: 'src/renderer/ui',
    rooms: ['src/shared', 'src/domain'],
    packages: null
  },
  {
    room: 'src/renderer/db',
    rooms: ['src/renderer/platform', 'src/shared', 'src/domain'],
    packages: null
  },
  {
    room: 'src/renderer/editor',
    rooms: ['src/renderer/ui', 'src/shared', 'src/domain'],
    packages: null
  },
  { room: 'src/renderer/platform', rooms: ['src/shared', 'src/domain'], packages: null },
  { room: 'src/renderer', rooms: ['src/shared', 'src/domain', 'resources'], packages: null }
];

const inside = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const isNodeModule = (name) => name.startsWith('node:') || builtinModules.includes(name);

/** The rule for a file, its room narrowed to one feature where features must not see each other. */
function ruleFor(file) {
  const rule = rules.find(({ room, files }) => (files ? files.includes(file) : inside(file, room)));
  if (!rule?.split) return rule;
  const feature = file.slice(rule.room.length + 1).split('/')[0];
  return { ...rule, room: `${rule.room}/${feature}` };
}

/** Why `specifier` may not be imported by `file` (path below the root), or null where it may. */
export function refusal(file, specifier) {
  const rule = ruleFor(file);
  if (!rule) return null;
  const alias = Object.keys(aliases).find((prefix) => specifier.startsWith(prefix));
  if (alias || specifier.startsWith('.')) {
    const path = alias
      ? aliases[alias] + specifier.slice(alias.length)
      : relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/');
    const bare = path.replace(/\?.*$/, '');
    if (rule.never?.some((folder) => inside(bare, folder) || `${bare}.ts` === folder)) {
      return `${rule.room} never imports ${bare}`;
    }
    if ([rule.room, ...rule.rooms].some((folder) => inside(bare, folder))) return null;
    return `${rule.room} may not import ${bare}`;
  }
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    return rule.electron ? null : `${rule.room} may not import electron`;
  }
  if (isNodeModule(specifier)) return rule.node ? null : `${rule.room} may not import ${specifier}`;
  if (rule.packages === null) return null;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return rule.packages.includes(name) ? null : `${rule.room} may not import the package ${name}`;
}

export const roomsPlugin = {
  rules: {
    imports: {
      meta: { type: 'problem', schema: [], messages: { refused: '{{reason}}' } },
      create(context) {
        const file = relative(root, context.filename).replaceAll('\\', '/');
        const check = (node) => {
          if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
          const reason = refusal(file, node.value);
          if (reason) context.report({ node, messageId: 'refused', data: { reason } });
        };
        return {
          ImportDeclaration: ({ source }) => check(source),
          ExportNamedDeclaration: ({ source }) => check(source),
          ExportAllDeclaration: ({ source }) => check(source),
          ImportExpression: ({ source }) => check(source)
        };
      }
    }
  }
};
