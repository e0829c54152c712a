// Places in the code out of a stack, without the folders of whoever's computer it is.

const mostFrames = 12;
/** `at name (file:line:column)` as V8 writes it. */
const frame =
  /^\s*at (?:(?:async )?([\w$.<># ]{1,80}) \()?(?:.*[/\\])?([\w.-]{1,80}:\d+(?::\d+)?)\)?$/;

/** At most a dozen, `name file:line:column`; lines that are none, such as the message, are left out. */
export function codeFrames(stack: readonly string[]): string[] {
  return stack
    .flatMap((line) => {
      const [, name, place] = frame.exec(line) ?? [];
      return place === undefined ? [] : [name === undefined ? place : `${name} ${place}`];
    })
    .slice(0, mostFrames);
}
