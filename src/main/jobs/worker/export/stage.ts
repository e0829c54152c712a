// The typesetter made ready, with its faces: made once in a process that previews, so that only what changed is set anew.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts, type Fonts } from './fonts';

export interface Stage {
  fonts: Fonts;
  compiler: NodeCompiler;
  /** Whether another document is likely to come after this one. */
  stays: boolean;
}

export async function newStage(fontsFolder: string, stays = false): Promise<Stage> {
  const fonts = await loadFonts(fontsFolder);
  const compiler = NodeCompiler.create({
    // A folder that does not exist: a template that asked for a file would fail.
    workspace: join(tmpdir(), 'diptych-no-files'),
    fontArgs: [{ fontBlobs: fonts.blobs }]
  });
  return { fonts, compiler, stays };
}

let kept: { fontsFolder: string; stage: Promise<Stage> } | undefined;

/** The one that this process keeps. */
export function stage(fontsFolder: string): Promise<Stage> {
  if (kept?.fontsFolder !== fontsFolder) kept = { fontsFolder, stage: newStage(fontsFolder, true) };
  return kept.stage;
}
