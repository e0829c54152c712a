// What a person is told of fonts: what is in a file, and what eastern languages would be set in.
import { AppError, type ErrorCode } from '@shared/ipc/errors';
import type { FontLanguage, OwnFont } from '@shared/ipc/font-routes';
import type { Jobs } from '../../../job-contract';
import { stageOf } from '../stage';
import { chooseFaces, type EasternLanguage } from './choose-faces';
import { bytesReader, readFaces, type FaceRefusal, type FontFace } from './font-file';
import { lookForFaces } from './look-for-faces';

/** What tells whether a face is made for the language. */
const samples: Record<EasternLanguage, string> = {
  ja: 'あいうカ日本語新聞',
  'zh-Hans': '中国报纸这们说',
  'zh-Hant': '中國報紙這們說',
  ko: '한국신문은어제'
};
const languages = Object.keys(samples) as EasternLanguage[];

const refusals: Record<FaceRefusal, ErrorCode> = {
  restricted: 'fontRestricted',
  colour: 'fontInColour'
};

/** Throws `fontUnreadable`, `fontRestricted`, `fontInColour` with {file}. */
export function readFont({ name, bytes }: Jobs['readFont']['input']): OwnFont {
  const blob = Buffer.from(bytes);
  const unreadable = (cause?: unknown): AppError =>
    new AppError('fontUnreadable', { file: name }, { cause });
  let faces: FontFace[];
  try {
    faces = readFaces(bytesReader(blob));
  } catch (thrown) {
    throw unreadable(thrown);
  }
  const fit = faces.filter(({ refusal }) => refusal === null);
  const refusal = faces[0]?.refusal;
  if (fit.length === 0 && refusal) throw new AppError(refusals[refusal], { file: name });
  const { knownAs } = stageOf([blob]);
  if (!fit.every(({ names }) => knownAs(names) !== undefined)) throw unreadable();
  const has = (language: EasternLanguage): boolean =>
    fit.some((face) => [...samples[language]].every((each) => face.has(each.codePointAt(0) ?? 0)));
  return {
    name,
    families: [...new Set(fit.map(({ family }) => family))],
    languages: languages.filter(has)
  };
}

/** For each eastern language the family that a text in it would be set in; null where nothing at hand has its signs. */
export function eastAsianFaces({ places }: Jobs['eastAsianFaces']['input']): FontLanguage[] {
  const found = lookForFaces(places, [...new Set(Object.values(samples).join(''))]);
  return languages.map((language) => {
    const need = { language, characters: [...samples[language]] };
    const { faces, missing } = chooseFaces([need], found);
    const [face] = faces[0] ?? [];
    const whole = face !== undefined && missing[0]?.length === 0;
    return { language, family: whole ? face.family : null, own: whole && face.own };
  });
}
