// The room's actions: for the keys, the palette and the key sheet.
import type { Action } from '../../ui/actions.svelte';
import type { Translator } from '@shared/i18n/translator';
import type { Correction } from './correction.svelte';
import { bothName } from './link-name';

export interface LinksDoings {
  /** Back to reading. */
  done: () => void;
  /** The links as a new alignment shows them. */
  apply: () => void;
  translator: () => Translator;
  leave: () => void;
}

/** Not this link: the next candidate is shown, and said. */
export function nextCandidate({ room, candidates }: Correction, t: Translator): void {
  const entry = candidates.next();
  if (entry) room.say(t.t('links.saidCandidate', { link: bothName(room.sides, entry, t) }));
}

/** All of them, in the order of the key sheet. `enabled` reads runes. */
export function linksActions(correction: Correction, doings: LinksDoings): Action[] {
  const { room, rerun, candidates } = correction;
  const edits = (): boolean => !room.readOnly;
  const onLink = (): boolean => edits() && room.current !== null;
  const act = (
    id: string,
    label: Action['label'],
    keys: string[],
    run: () => void,
    more: Partial<Action> = {}
  ): Action => ({ id: `links.${id}`, group: 'links', label, keys, run, ...more });
  const move = { hidden: true };
  return [
    act('next', 'reader.nextSentence', ['ArrowDown'], () => room.step(1), move),
    act('previous', 'reader.previousSentence', ['ArrowUp'], () => room.step(-1), move),
    act('toSource', 'links.toSource', ['ArrowLeft'], () => room.toSide('source'), move),
    act('toTarget', 'links.toTarget', ['ArrowRight'], () => room.toSide('target'), move),
    act('first', 'reader.toStart', ['Mod+Home', 'Home'], () => room.toEnd('first'), move),
    act('last', 'reader.toEnd', ['Mod+End', 'End'], () => room.toEnd('last'), move),
    act('extendDown', 'links.extendDown', ['Shift+ArrowDown'], () => room.extend(1), move),
    act('extendUp', 'links.extendUp', ['Shift+ArrowUp'], () => room.extend(-1), move),
    act('mark', 'links.mark', ['Space'], () => room.toggleMark(), move),
    act('nextUnsure', 'links.nextUnsure', ['j'], () => room.nextUnsure(1)),
    act('previousUnsure', 'links.previousUnsure', ['Shift+j'], () => room.nextUnsure(-1)),
    act('nextConflict', 'links.nextConflict', ['c'], () => room.nextConflict()),
    act('confirm', 'links.confirm', ['Enter'], () => room.confirm(), {
      enabled: () => onLink() && !room.canLink && !rerun.result
    }),
    act('link', 'links.link', ['Enter', 'l'], () => room.link(), {
      enabled: () => edits() && room.canLink && !rerun.result
    }),
    act('confirmToHere', 'links.confirmToHere', ['Shift+Enter'], () => room.confirmToHere(), {
      enabled: edits
    }),
    act('unlink', 'links.unlink', ['Delete', 'Backspace'], () => room.unlink(), {
      enabled: onLink
    }),
    act('addChosen', 'links.addChosen', ['a'], () => room.addTo(), {
      enabled: () => onLink() && room.anyChosen
    }),
    act('mergeNext', 'links.mergeNext', ['m'], () => room.merge(1), { enabled: onLink }),
    act('mergePrevious', 'links.mergePrevious', ['Shift+m'], () => room.merge(-1), {
      enabled: onLink
    }),
    act('split', 'links.split', ['s'], () => room.split(), { enabled: onLink }),
    act('giveNext', 'links.giveNext', ['Alt+ArrowDown'], () => room.give(1), { enabled: onLink }),
    act('givePrevious', 'links.givePrevious', ['Alt+ArrowUp'], () => room.give(-1), {
      enabled: onLink
    }),
    act('alone', 'links.alone', ['n'], () => room.alone(), { enabled: edits }),
    act('keepApart', 'links.keepApart', ['k'], () => room.unlink(), {
      enabled: () => onLink() && room.conflictHere
    }),
    act('notThis', 'links.notThis', ['x'], () => nextCandidate(correction, doings.translator()), {
      enabled: edits
    }),
    ...Array.from({ length: 8 }, (_, index) =>
      act(
        `take${index + 1}`,
        'links.takeCandidate',
        [String(index + 1)],
        () => candidates.take(index),
        {
          series: 'links.takeSeries',
          hidden: true,
          enabled: () => edits() && (candidates.list?.length ?? 0) > index
        }
      )
    ),
    act('takeCalled', 'links.takeCandidate', ['Enter'], () => candidates.take(), {
      hidden: true,
      enabled: () => edits() && candidates.called !== null && !rerun.result
    }),
    act('again', 'links.againShort', ['g'], () => correction.again(), {
      enabled: () => edits() && !rerun.busy && !rerun.result
    }),
    act('apply', 'links.applyAgain', ['Enter'], doings.apply, {
      enabled: () => edits() && rerun.result !== null
    }),
    act('done', 'links.done', ['Escape'], () => {
      if (rerun.result || rerun.busy || correction.offered) doings.leave();
      else if (candidates.called !== null) candidates.leave();
      else if (room.anyChosen) room.dropChoice();
      else doings.done();
    })
  ];
}
