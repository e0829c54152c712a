// Starts the window: what the browser lacks, who is there, the facts; then the app, or one plain page that says why not.
import './platform/no-eval';
import { createTranslator } from '@shared/i18n/translator';
import { toWireError } from '@shared/ipc/errors';
import { interfaceLanguage } from '@shared/settings';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { missingFeatures } from './app/missing-features';
import type { StartProblem } from './app/start-problem';
import StartPage from './app/StartProblem.svelte';
import { Workbench } from './app/workbench.svelte';
import { FactsStore } from './db/facts-store.svelte';
import { applyAppearance } from './features/settings/appearance';
import { connect } from './platform/client';
import { tellFailures } from './platform/failures';
import './ui/base.css';

const target = document.querySelector<HTMLElement>('#app');
if (!target) throw new Error('the page has no #app');

function problemOf(thrown: unknown): StartProblem {
  const error = toWireError(thrown);
  if (error.code === 'unauthorised') return { kind: 'key' };
  if (error.code === 'disconnected') return { kind: 'unreachable' };
  return { kind: 'error', error };
}

async function start(into: HTMLElement): Promise<void> {
  const missing = missingFeatures(window);
  if (missing.length > 0) {
    showProblem(into, { kind: 'features', missing });
    return;
  }
  try {
    const client = connect();
    tellFailures(client);
    const hello = await client.request('app.hello', {});
    // Before anything is painted, so that a dark room never flashes.
    applyAppearance(hello.settings.appearance, document.documentElement)();
    const bench = new Workbench(client, hello, await FactsStore.open(client, hello));
    await bench.start();
    mount(App, { target: into, props: { bench } });
  } catch (thrown) {
    showProblem(into, problemOf(thrown));
  }
}

function showProblem(into: HTMLElement, problem: StartProblem): void {
  const translator = createTranslator(interfaceLanguage(null, navigator.language));
  document.documentElement.lang = translator.language;
  document.title = translator.t('common.appName');
  document.documentElement.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches
    ? 'dark'
    : 'light';
  mount(StartPage, { target: into, props: { problem, translator } });
}

await start(target);
