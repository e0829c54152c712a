// Entry of the process that reads files. What it imports decides what a hostile file could reach: see lockdown.ts.
import './lockdown';
import { charsetNamed } from '@shared/charsets';
import { serveJobs } from '../job-protocol';
import { decodeCharset } from './charsets';
import { readCarried } from './pdf/carried';
import { parseArticle } from './parse-article';

serveJobs({
  attached: ({ name, bytes, marks }) => readCarried(name, bytes, marks),
  parse: ({ name, bytes, charset }) => parseArticle(name, bytes, charset),
  decode: ({ bytes, charset }) => ({
    text: decodeCharset(bytes, charsetNamed(charset) ?? 'utf-8')
  })
});
