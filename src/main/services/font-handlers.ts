// The requests about fonts.
import type { Handlers } from '../dispatch';
import type { Dialogs } from '../ports';
import type { RunningJobs } from '../running-jobs';
import type { FontService } from './font-service';

type FontRoute = Extract<keyof Handlers, `fonts.${string}`>;

export function fontHandlers(
  fonts: FontService,
  running: RunningJobs,
  ask: () => Dialogs
): Pick<Handlers, FontRoute> {
  return {
    'fonts.list': ({ jobId }) => running.run(jobId, (job) => fonts.list(job)),
    'fonts.put': ({ jobId, name, bytes }) =>
      running.run(jobId, (job) => fonts.add(name, bytes, job)),
    'fonts.choose': async ({ jobId }) => {
      const paths = (await ask().chooseFonts()) ?? [];
      return running.run(jobId, async (job) => {
        const added = [];
        for (const path of paths) added.push(await fonts.addFile(path, job));
        return added;
      });
    },
    'fonts.remove': async ({ name }) => {
      await fonts.remove(name);
      return {};
    }
  };
}
