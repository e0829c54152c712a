// Names of files that come into one folder.

/** The names, those that are there already (whatever their case) with a number before their ending. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.indexOf('.', 1);
    const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    let unique = name;
    for (let number = 2; taken.has(key(unique)); number += 1) unique = `${stem} ${number}${ending}`;
    taken.add(key(unique));
    return unique;
  });
}

/** Some disks take ß and SS for one. */
const key = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase();
