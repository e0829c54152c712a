// The app's settings in this window: applied at once, stored by main, the same in every window.
import { createTranslator, type Translator } from '@shared/i18n/translator';
import {
  defaultSettings,
  interfaceLanguage,
  type Appearance,
  type Settings
} from '@shared/settings';
import type { Client } from '../../platform/client';

const smallestPx = 12;
const largestPx = 32;

export class SettingsState {
  readonly #client: Client;
  readonly #locale: string;
  readonly #onfailure: (thrown: unknown) => void;
  #value: Settings = $state.raw(defaultSettings);
  readonly #translator: Translator;
  #storing = false;
  #unsaved = false;

  /** `locale` is the system's; `onfailure` hears of settings that could not be stored (they still apply here). */
  constructor(
    client: Client,
    initial: Settings,
    locale: string,
    onfailure: (thrown: unknown) => void
  ) {
    this.#client = client;
    this.#value = initial;
    this.#locale = locale;
    this.#onfailure = onfailure;
    this.#translator = $derived(
      createTranslator(interfaceLanguage(this.#value.language, this.#locale))
    );
  }

  get value(): Settings {
    return this.#value;
  }

  /** In the chosen language; a new one after a change of language. */
  get translator(): Translator {
    return this.#translator;
  }

  /** Reading size as a share of the usual one. */
  get zoom(): number {
    return this.#value.appearance.readingSizePx / defaultSettings.appearance.readingSizePx;
  }

  /** Follows changes made in other windows; returns the unsubscriber. */
  listen(): () => void {
    return this.#client.on('settings.changed', ({ settings }) => {
      if (!this.#storing) this.#value = settings;
    });
  }

  change(part: Partial<Omit<Settings, 'appearance'>>): void {
    this.#value = { ...this.#value, ...part };
    void this.#store();
  }

  changeAppearance(part: Partial<Appearance>): void {
    this.#value = { ...this.#value, appearance: { ...this.#value.appearance, ...part } };
    void this.#store();
  }

  /** One step larger (1) or smaller (-1); 0 goes back to the usual size. */
  zoomBy(step: -1 | 0 | 1): void {
    const { readingSizePx } = this.#value.appearance;
    const next =
      step === 0
        ? defaultSettings.appearance.readingSizePx
        : readingSizePx + step * (readingSizePx < 20 ? 1 : 2);
    this.changeAppearance({ readingSizePx: Math.min(largestPx, Math.max(smallestPx, next)) });
  }

  /** One request at a time; of changes made meanwhile only the last is sent. */
  async #store(): Promise<void> {
    this.#unsaved = true;
    if (this.#storing) return;
    this.#storing = true;
    try {
      while (this.#unsaved) {
        this.#unsaved = false;
        await this.#client.request('settings.set', this.#value);
      }
    } catch (thrown) {
      this.#unsaved = false;
      this.#onfailure(thrown);
    } finally {
      this.#storing = false;
    }
  }
}
