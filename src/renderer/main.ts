import { createTranslator } from '@shared/i18n/translator';
import { interfaceLanguage } from '@shared/settings';
import { mount } from 'svelte';
import App from './app/App.svelte';
import './ui/base.css';

const target = document.querySelector('#app');
if (!target) throw new Error('the page has no #app');
mount(App, {
  target,
  props: { translator: createTranslator(interfaceLanguage(null, navigator.language)) }
});
