// Entry of the process that reads files. What it imports decides what a hostile file could reach: see lockdown.ts.
import './lockdown';
import { charsetNamed } from '@shared/charsets';
import { serveJobs } from '../job-protocol';
import { decodeCharset } from './charsets';
import { carriesAnnotations, readCarried } from './pdf/carried';
import { parseArticle } from './parse-article';

serveJobs({
  carries: async ({ name, bytes }) => ({ carries: await carriesAnnotations(name, bytes) }),
  attached: ({ name, bytes }) => readCarried(name, bytes),
  parse: ({ name, bytes, charset }) => parseArticle(name, bytes, charset),
  decode: ({ bytes, charset }) => ({
    text: decodeCharset(bytes, charsetNamed(charset) ?? 'utf-8')
  })
});
