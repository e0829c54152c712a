// Entry of the process that reads files. What it imports decides what a hostile file could reach: see lockdown.ts.
import './lockdown';
import { serveJobs } from '../job-protocol';
import { parseArticle } from './parse-article';

serveJobs({ parse: ({ name, bytes, charset }) => parseArticle(name, bytes, charset) });
