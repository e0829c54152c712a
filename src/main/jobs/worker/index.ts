// Entry of the process for our own heavy work: alignment and typesetting.
import { serveJobs } from '../job-protocol';

serveJobs({});
