import { page } from 'vitest/browser';
import { beforeAll, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { AppError } from '@shared/ipc/errors';
import { AnsweringClient } from '../../platform/testing/answering-client.test-support';
import '../../ui/base.css';
import Harness from '../../ui/testing/Harness.svelte';
import Fonts from './Fonts.svelte';

beforeAll(() => page.viewport(1280, 800));

// Would catch: a font that was taken and is not said, one that cannot be let go, and a failure without a word.
it('says what each language is set in, takes font files and lets them go', async () => {
  let own = ['Song Myung.ttf'];
  const added = { name: 'Mincho.ttf', families: ['Mincho'], languages: ['ja' as const] };
  let refused = false;
  const client = new AnsweringClient({
    'fonts.list': () =>
      Promise.resolve({
        own: own.map((name) => ({ name })),
        languages: [
          { language: 'ja', family: null, own: false },
          { language: 'ko', family: 'Song Myung', own: true },
          { language: 'zh-Hans', family: 'SimSun', own: false },
          { language: 'zh-Hant', family: null, own: false }
        ] as const
      }),
    'fonts.choose': () => {
      if (refused) return Promise.reject(new AppError('fontRestricted', { file: 'Kept.ttf' }));
      own = [...own, added.name];
      return Promise.resolve([added]);
    },
    'fonts.remove': ({ name }) => {
      own = own.filter((each) => each !== name);
      return Promise.resolve({});
    }
  });
  const given = { client, shell: 'electron' };
  const screen = await render(Harness, { of: Fonts as never, given });
  await expect.element(screen.getByText('Song Myung, your file')).toBeVisible();
  await expect.element(screen.getByText('SimSun, from the system')).toBeVisible();
  await expect.element(screen.getByText('None found')).toHaveLength(2);
  const choose = screen.getByRole('button', { name: 'Choose a font file…' });
  await choose.click();
  await expect.element(screen.getByRole('status')).toHaveTextContent(/Mincho\.ttf is used/);
  await screen.getByRole('button', { name: 'Remove Song Myung.ttf' }).click();
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent(/Song Myung\.ttf is no longer/);
  await expect.element(screen.getByRole('listitem')).toHaveLength(1);
  refused = true;
  await choose.click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent(/Kept\.ttf/);
});
