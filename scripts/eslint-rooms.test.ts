// Catches a dead import rule: every row of the rooms' table is fed one import it forbids (and one it allows).
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const forbidden: [file: string, specifier: string][] = [
  ['src/domain/align/probe.ts', 'node:fs'],
  ['src/domain/align/probe.ts', 'svelte'],
  ['src/domain/align/probe.ts', '@shared/settings'],
  ['src/shared/probe.ts', 'node:path'],
  ['src/shared/probe.ts', '../main/dispatch'],
  ['src/main/probe.ts', '../renderer/main'],
  ['src/main/probe.ts', 'electron'],
  ['src/main/library/probe.ts', 'electron/main'],
  ['src/main/jobs/parser/probe.ts', 'node:fs'],
  ['src/main/jobs/parser/probe.ts', 'http'],
  ['src/preload/probe.ts', 'zod'],
  ['src/preload/probe.ts', '@domain/ids'],
  ['src/renderer/ui/probe.ts', '../features/library/Library.svelte'],
  ['src/renderer/db/probe.ts', '../features/library/library-state.svelte'],
  ['src/renderer/editor/probe.ts', 'electron'],
  ['src/renderer/platform/probe.ts', 'node:fs'],
  ['src/renderer/features/reader/probe.ts', '../library/Library.svelte'],
  ['src/renderer/features/reader/deep/probe.ts', '../../library/library-state.svelte'],
  ['src/renderer/features/reader/probe.ts', '../../app/App.svelte'],
  ['src/renderer/app/probe.ts', 'electron'],
  ['src/cli/probe.ts', 'electron'],
  ['src/cli/probe.ts', '../renderer/main'],
  ['src/cli/probe.ts', '../main/electron/window'],
  ['src/cli/probe.ts', '../main/index']
];
const allowed: [file: string, specifier: string][] = [
  ['src/domain/align/probe.ts', 'zod'],
  ['src/shared/probe.ts', '@domain/ids'],
  ['src/main/probe.ts', 'node:fs'],
  ['src/main/index.ts', 'electron'],
  ['src/main/electron/probe.ts', 'electron'],
  ['src/renderer/features/reader/deep/probe.ts', '../reader-state.svelte'],
  ['src/renderer/app/probe.ts', '../features/library/Library.svelte'],
  ['src/cli/probe.ts', '../main/compose']
];

// The project's own configuration, with type information off: the probes are not in any tsconfig.
const eslint = new ESLint({
  overrideConfig: {
    files: ['**/probe.ts', 'src/main/index.ts'],
    languageOptions: { parserOptions: { project: null } },
    rules: ts.configs.disableTypeChecked.rules ?? {}
  }
});

async function refusals(file: string, specifier: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath: file });
  const fatal = result?.messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return (result?.messages ?? []).filter((m) => m.ruleId === 'rooms/imports').map((m) => m.message);
}

describe('who may import what', () => {
  it.each(forbidden)('%s may not import %s', async (file, specifier) => {
    expect(await refusals(file, specifier)).toHaveLength(1);
  });
  it.each(allowed)('%s may import %s', async (file, specifier) => {
    expect(await refusals(file, specifier)).toHaveLength(0);
  });
});
