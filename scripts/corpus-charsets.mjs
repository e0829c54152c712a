// `npm run corpus:charsets`: how many articles of ../shared/corpora/dev are read in their charset and language.
import { loadModule } from '../bench/load-module.mjs';

const fixtures = 'src/main/jobs/parser/test-fixtures';
const { corporaMissing } = await loadModule(`${fixtures}/corpus-texts.ts`);
const { iconvMissing } = await loadModule(`${fixtures}/encoded-texts.ts`);
const missing = corporaMissing ?? iconvMissing;
if (missing) {
  console.log(`skipped: ${missing}`);
  process.exit(0);
}

const percent = ({ right, all }) => ((100 * right) / Math.max(1, all)).toFixed(2).padStart(7);

function print(title, rounds, nameOf) {
  console.log(`\n${title}`);
  for (const round of rounds) {
    console.log(`${nameOf(round).padEnd(48)}${String(round.all).padStart(6)}${percent(round)} %`);
    if (process.argv.includes('--wrong')) {
      for (const words of round.wrong) console.log(`    ${JSON.stringify(words)}`);
    }
  }
}

const { legacyRounds, unicodeRounds, brokenRounds } = await loadModule(
  `${fixtures}/charset-rounds.ts`
);
const charsetName = ({ language, charset, part }) => `${language}  ${charset}  ${part}`;
print('Legacy charsets', legacyRounds(1), charsetName);
print('Unicode', [...unicodeRounds(1), ...brokenRounds(1)], charsetName);

const { measureLanguages } = await loadModule(`${fixtures}/language-rounds.ts`);
const started = performance.now();
const rounds = measureLanguages(1);
print('Languages', rounds, ({ what }) => what);
const tried = rounds.reduce((sum, { all }) => sum + all, 0);
console.log(`${((performance.now() - started) / tried).toFixed(2)} ms each on average`);
