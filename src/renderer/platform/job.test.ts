import { expect, it } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { later, AnsweringClient } from './testing/answering-client.test-support';
import { Job } from './job.svelte';

function setUp() {
  const cancelled: string[] = [];
  const client = new AnsweringClient({
    'job.cancel': ({ jobId }) => {
      cancelled.push(jobId);
      return Promise.resolve({});
    }
  });
  return { client, cancelled, job: new Job(client) };
}

// Would catch: an option changed twice quickly, and the slower first answer shown for the second.
it('counts only the last run, and cancels the one before', async () => {
  const { cancelled, job } = setUp();
  const answers = [later<string>(), later<string>()];
  const ids: string[] = [];
  const run = (at: number): Promise<string | null> =>
    job.run((id) => {
      ids.push(id);
      return answers[at]!.promise;
    });
  const first = run(0);
  const second = run(1);
  expect(cancelled).toEqual([ids[0]]);
  answers[1]!.resolve('second');
  expect(await second).toBe('second');
  answers[0]!.resolve('first');
  expect(await first).toBeNull();
  expect(job.running).toBe(false);
});

it('follows its own progress only', async () => {
  const { client, job } = setUp();
  const answer = later<null>();
  let id = '';
  const done = job.run((jobId) => {
    id = jobId;
    return answer.promise;
  });
  expect(job.share).toBeNull();
  client.emit('job.progress', { jobId: crypto.randomUUID(), done: 9, total: 10, label: '' });
  expect(job.share).toBeNull();
  client.emit('job.progress', { jobId: id, done: 1, total: 4, label: '' });
  expect(job.share).toBe(0.25);
  answer.resolve(null);
  await done;
});

// Would catch: a cancelled export reported as a failure.
it('keeps a failure and is silent about a cancelled run', async () => {
  const { job } = setUp();
  expect(await job.run(() => Promise.reject(new AppError('diskFull')))).toBeNull();
  expect(job.error?.code).toBe('diskFull');
  await job.run(() => Promise.reject(new AppError('cancelled')));
  expect(job.error).toBeNull();
});
