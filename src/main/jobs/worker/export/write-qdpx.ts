// A project for NVivo, ATLAS.ti, MAXQDA or QualCoder: REFI-QDA's package of project and plain texts.
import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { qdaProject } from '@domain/interchange/qda-project';
import { createTranslator } from '@shared/i18n/translator';
import type { Jobs } from '../../job-contract';
import { formWords } from './content/form-words';
import { markColour } from './highlight-colours';

/** Equal input gives equal bytes: every identifier is made of what it stands for. */
export function exportQdpx({
  articles,
  pair,
  annotations,
  tags,
  language,
  date
}: Jobs['exportQdpx']['input']): Jobs['exportQdpx']['output'] {
  const translator = createTranslator(language);
  const { statement } = formWords(translator, { pair, date, annotations });
  const project = qdaProject({
    articles,
    annotations,
    tags,
    date,
    guidOf,
    words: {
      colours: translator.t('annotations.colour'),
      colour: (colour) => translator.t(`annotations.${colour}`),
      rgb: markColour,
      statement
    }
  });
  const files = Object.fromEntries(
    project.sources.map(({ name, text }) => [`Sources/${name}`, strToU8(text)])
  );
  const bytes = zipSync({ 'project.qde': strToU8(project.xml), ...files }, { mtime: date });
  return { bytes, annotations: project.annotations };
}

/** A UUID of version 8 out of the name's hash. */
function guidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
