// The typesetter made ready, with its faces: made once in a process that previews, so that only what changed is set anew.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts, type Fonts } from './fonts/shipped-fonts';

export interface Stage {
  compiler: NodeCompiler;
  /** Whether another document is likely to come after this one. */
  stays: boolean;
  /** The first of the names by which the typesetter knows a family; none where it knows none of them. */
  knownAs: (names: readonly string[]) => string | undefined;
}

const unknownFamily = 'unknown font family: ';

/** Of faces' bytes; those of a file that the typesetter cannot read are left out. */
export function stageOf(blobs: Buffer[], stays = false): Stage {
  const compiler = NodeCompiler.create({
    // A folder that does not exist: a template that asked for a file would fail.
    workspace: join(tmpdir(), 'diptych-no-files'),
    fontArgs: [{ fontBlobs: blobs }]
  });
  return {
    compiler,
    stays,
    knownAs: (names) => {
      const asked = compiler.compile({
        mainFileContent: '#set text(font: json(bytes(sys.inputs.names)))',
        inputs: { names: JSON.stringify(names) }
      });
      const warnings = (asked.takeWarnings()?.shortDiagnostics ?? []) as { message: string }[];
      const unknown = new Set(
        warnings.flatMap(({ message }) =>
          message.startsWith(unknownFamily) ? message.slice(unknownFamily.length) : []
        )
      );
      return names.find((name) => !unknown.has(name.toLowerCase()));
    }
  };
}

/** `files`: of further faces, absolute. */
async function newStage({ blobs }: Fonts, files: readonly string[], stays = false): Promise<Stage> {
  return stageOf([...blobs, ...(await Promise.all(files.map((file) => readFile(file))))], stays);
}

/** Where exports get what they are set with. */
export interface Stages {
  fonts(fontsFolder: string): Promise<Fonts>;
  stage(fonts: Fonts, files: readonly string[]): Promise<Stage>;
}

/** For one file. */
export const newStages: Stages = {
  fonts: loadFonts,
  stage: (fonts, files) => newStage(fonts, files)
};

let keptFonts: { folder: string; fonts: Promise<Fonts> } | undefined;
let keptStage: { key: string; stage: Promise<Stage> } | undefined;

/** What this process keeps. */
export const keptStages: Stages = {
  fonts: (folder) => {
    if (keptFonts?.folder !== folder) {
      keptFonts = { folder, fonts: loadFonts(folder) };
      keptStage = undefined;
    }
    return keptFonts.fonts;
  },
  stage: (fonts, files) => {
    const key = files.join('\n');
    if (keptStage?.key !== key) keptStage = { key, stage: newStage(fonts, files, true) };
    return keptStage.stage;
  }
};
