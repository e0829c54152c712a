// Requests that no window of ours would send: nearly right ones, made after each route's own schema and then spoilt at
// one place, and ones that are nothing like it.
import { z } from 'zod';
import { routes, type RouteName } from '../src/shared/ipc/routes';

type Random = () => number;
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  minLength?: number;
  minimum?: number;
  format?: string;
  pattern?: string;
}

const pick = <T>(random: Random, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T;

const texts = [
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  'C:\\x',
  '\\\\host\\share',
  'a\0b',
  '\ud800',
  '\u202e',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '$(touch x)',
  "'; drop table x; --",
  'CON',
  '%2e%2e%2f',
  '__proto__',
  'x'.repeat(5000),
  ''
];
const oddities: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  -0,
  2 ** 53,
  1e308,
  10n,
  new Date(NaN),
  new Map([['a', 1]]),
  new Uint8Array(3),
  new Error('x'),
  /x/,
  [],
  {},
  [[[[[[]]]]]],
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  { toString: 1, valueOf: 2, then: 3, length: -1 },
  deep(400),
  Array.from({ length: 3000 }, (_, at) => at)
];

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { content: value };
  return value;
}

const odd = (random: Random): unknown =>
  random() < 0.4 ? pick(random, texts) : pick(random, oddities);

function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '8';
  const hex = digits.join('');
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}

function string(schema: JsonSchema, random: Random): unknown {
  if (schema.format === 'uuid') return uuid(random);
  if (schema.format === 'date-time') return '2025-07-25T10:00:00.000Z';
  if (schema.pattern?.includes('{64}')) return 'a'.repeat(64);
  const text = random() < 0.5 ? pick(random, texts) : 'Hôm nay';
  return text.length < (schema.minLength ?? 0) ? 'x'.repeat(schema.minLength ?? 1) : text;
}

/** A value that the schema asks for, or nearly: its finer rules are left to chance. */
function like(schema: JsonSchema, root: JsonSchema, random: Random, depth = 0): unknown {
  const one = (inner: JsonSchema): unknown => like(inner, root, random, depth + 1);
  if (depth > 12) return null;
  if (schema.$ref !== undefined)
    return one(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if ('const' in schema) return schema.const;
  if (schema.enum) return pick(random, schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return one(pick(random, choices));
  if (schema.allOf) return one(schema.allOf[0] ?? {});
  switch (schema.type) {
    case 'object': {
      const required = schema.required ?? [];
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => required.includes(key) || random() < 0.5)
          .map(([key, inner]) => [key, one(inner)])
      );
    }
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map(one);
      return Array.from({ length: Math.max(schema.minItems ?? 0, Math.floor(random() * 3)) }, () =>
        one(schema.items ?? {})
      );
    case 'string':
      return string(schema, random);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, Math.floor(random() * 3));
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    case undefined:
    default:
      return new Uint8Array([1, 2, 3]);
  }
}

/** The value with one place in it made odd, a field too many, or one missing. */
function spoil(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array)
    return odd(random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.3) return odd(random);
    const at = Math.floor(random() * value.length);
    return value.with(at, spoil(value[at], random));
  }
  const keys = Object.keys(value);
  const way = random();
  if (keys.length === 0 || way < 0.15) return { ...value, [pick(random, texts)]: odd(random) };
  const key = pick(random, keys);
  const { [key]: old, ...rest } = value as Record<string, unknown>;
  return way < 0.25 ? rest : { ...rest, [key]: spoil(old, random) };
}

const schemas = new Map<RouteName, JsonSchema>();
export const routeNames = Object.keys(routes) as RouteName[];
for (const name of routeNames) {
  const options = { unrepresentable: 'any', io: 'input' } as const;
  schemas.set(name, z.toJSONSchema(routes[name].input, options) as JsonSchema);
}

/** Whether the route would take it. */
export const wouldPass = (name: RouteName, input: unknown): boolean =>
  routes[name].input.safeParse(input).success;

/** Spoilings of one input: making it costs more than spoiling it. */
const spoiltPerInput = 8;

/** Without end: inputs that the route must refuse, but for few that chance has left right. */
export function* spoiltInputs(
  name: RouteName,
  random: Random
): Generator<unknown, never, undefined> {
  const schema = schemas.get(name) ?? {};
  for (;;) {
    const input = like(schema, schema, random);
    for (let left = spoiltPerInput; left > 0; left -= 1) yield spoil(input, random);
    yield odd(random);
  }
}

/** An input of the right form about things that are not there; null where chance finds none. */
export function strangeInput(name: RouteName, random: Random): unknown {
  const schema = schemas.get(name) ?? {};
  for (let tries = 0; tries < 50; tries += 1) {
    const input = like(schema, schema, random);
    if (wouldPass(name, input)) return input;
  }
  return null;
}
