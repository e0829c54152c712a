// The jobs' own code without the process around it, for tests of what the services make of it.
import type { JobRunner } from '../../jobs/job-contract';
import { readCarried } from '../../jobs/parser/pdf/carried';
import { parseArticle } from '../../jobs/parser/parse-article';
import { exportPdf } from '../../jobs/worker/export/export-pdf';
import { eastAsianFaces, readFont } from '../../jobs/worker/export/fonts/look-at-fonts';
import { textForm } from '../../jobs/worker/export/text-form';
import { unpackLibrary } from '../../jobs/worker/unpack-library';

type Job = (input: never) => unknown;
const jobs: Record<string, Job> = {
  attached: ({ name, bytes }: { name: string; bytes: Uint8Array }) => readCarried(name, bytes),
  parse: ({ name, bytes }: { name: string; bytes: Uint8Array }) => parseArticle(name, bytes),
  eastAsianFaces,
  exportText: textForm,
  unpackLibrary: (input: Parameters<typeof unpackLibrary>[0]) => unpackLibrary(input),
  readFont,
  exportPdf: (input: Parameters<typeof exportPdf>[0]) => exportPdf(input, () => undefined)
};

export const jobsHere: JobRunner = {
  run: (async (name: string, input: never) => {
    const job = jobs[name];
    if (!job) throw new Error(`no job ${name} in this test`);
    // What crosses to another process is cloned.
    return structuredClone(await job(structuredClone(input)));
  }) as JobRunner['run'],
  close: () => Promise.resolve()
};

/** Where no face but the shipped ones is. */
export const noFonts = { places: () => Promise.resolve({ own: [], system: [] }) };
