// Actions of what is open around the words, and of how the texts share the room.
import type { Action } from '../../ui/actions.svelte';
import type { ReaderTools } from './reader-tools.svelte';

export interface ToolDoings {
  /** Opens what is closed; puts the keyboard into what is open. */
  find: () => void;
  goTo: () => void;
  outline: () => void;
  /** The outline goes, and the keyboard is back in the words. */
  leaveOutline: () => void;
  focusMode: () => boolean;
  setFocusMode: (on: boolean) => void;
  /** The split was changed by keys: say so and keep it. */
  splitSet: () => void;
  /** Two texts stand side by side. */
  paired: () => boolean;
}

const step = 0.05;

export function toolActions(tools: ReaderTools, doings: ToolDoings): Action[] {
  const splits = (set: () => void) => (): void => {
    set();
    doings.splitSet();
  };
  return [
    {
      id: 'reader.find',
      group: 'go',
      label: 'reader.find',
      keys: ['Mod+F'],
      run: doings.find
    },
    {
      id: 'reader.outline',
      group: 'go',
      label: 'reader.outline',
      keys: ['v'],
      run: doings.outline
    },
    {
      id: 'reader.goTo',
      group: 'go',
      label: 'reader.goTo',
      keys: ['Shift+G'],
      run: doings.goTo
    },
    {
      id: 'reader.focusMode',
      group: 'view',
      label: 'reader.focusMode',
      keys: ['f'],
      run: () => doings.setFocusMode(!doings.focusMode())
    },
    {
      id: 'reader.leaveFocusMode',
      group: 'view',
      label: 'reader.leaveFocusMode',
      keys: ['Escape'],
      enabled: doings.focusMode,
      run: () => doings.setFocusMode(false),
      hidden: true
    },
    {
      id: 'reader.leaveOutline',
      group: 'go',
      label: 'reader.leaveOutline',
      keys: ['Escape'],
      enabled: () => tools.outline,
      run: doings.leaveOutline,
      hidden: true
    },
    {
      id: 'reader.sourceNarrower',
      group: 'view',
      label: 'reader.sourceNarrower',
      keys: ['Mod+Alt+ArrowLeft'],
      enabled: doings.paired,
      run: splits(() => tools.setSplit(tools.split - step))
    },
    {
      id: 'reader.sourceWider',
      group: 'view',
      label: 'reader.sourceWider',
      keys: ['Mod+Alt+ArrowRight'],
      enabled: doings.paired,
      run: splits(() => tools.setSplit(tools.split + step))
    },
    {
      id: 'reader.splitEvenly',
      group: 'view',
      label: 'reader.splitEvenly',
      keys: ['Mod+Alt+ArrowUp'],
      enabled: doings.paired,
      run: splits(() => tools.splitEvenly())
    }
  ];
}
