// The requests about a colleague's annotations.
import type { Handlers } from '../dispatch';
import type { FileHandles } from '../file-handles';
import type { RunningJobs } from '../running-jobs';
import type { ColleagueService } from './colleague-service';

type ColleagueRoute = Extract<keyof Handlers, `colleagues.${string}`>;

export function colleagueHandlers(
  colleagues: ColleagueService,
  files: FileHandles,
  running: RunningJobs
): Pick<Handlers, ColleagueRoute> {
  return {
    'colleagues.preview': ({ jobId, handle }) => {
      const file = files.take(handle);
      return running.run(jobId, (job) => colleagues.preview(file, job));
    },
    'colleagues.import': ({ importId, ...choices }) => colleagues.import(importId, choices),
    'colleagues.replay': async ({ importId, way }) => ({
      kept: await colleagues.replay(importId, way)
    })
  };
}
