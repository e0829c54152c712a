// Addresses that try to leave the allow-list, for the tests of both shells.

const targets = ['etc/passwd', 'package.json', 'out/main/index.js', 'windows/win.ini', '.env'];
const climbs = [
  '../',
  '..%2f',
  '..%2F',
  '%2e%2e/',
  '%2e%2e%2f',
  '..\\',
  '..%5c',
  '%2e%2e%5c',
  '..%252f',
  '....//',
  '..;/',
  '..%00/',
  '%c0%ae%c0%ae/',
  '..%c1%9c',
  '..%u2215',
  '\u2025/',
  '..\u2215',
  '.%2e/',
  'assets/../',
  'assets/..%2f'
];
const singles = [
  '//etc/passwd',
  '///etc/passwd',
  '/C:/windows/win.ini',
  '/C%3A/windows/win.ini',
  '/%00',
  '/index.html%00',
  '/index.html%00.js',
  '/index.html/',
  '/INDEX.HTML',
  '/index.html.',
  '/index.html::$DATA',
  '/index.htm',
  '/assets',
  '/assets/',
  '/assets/.',
  '/file:///etc/passwd',
  '/file%3a%2f%2f%2fetc/passwd',
  '/proc/self/environ',
  '/~root/.ssh/id_rsa',
  '/.git/config',
  '/constructor',
  '/__proto__',
  '/toString',
  '/%25',
  '/%',
  '/%zz',
  '/\u202Elmth.xedni',
  '/index.html;x=1',
  '/*',
  '/CON',
  '/nul',
  '/\\\\host\\share',
  '/%5c%5chost%5cshare'
];

/** Two hundred-odd paths, each beginning with a slash; none is a file of the interface. */
export const oddPaths: readonly string[] = [
  ...climbs.flatMap((climb) => [
    ...targets.map((target) => `/${climb.repeat(6)}${target}`),
    ...targets.slice(0, 3).map((target) => `/assets/${climb.repeat(3)}${target}`)
  ]),
  ...singles
];

/** `count` more of them, out of all climbs at every depth, behind and before what might lead them astray. */
export function moreOddPaths(count: number): string[] {
  const before = [
    '',
    'assets/',
    'index.html/',
    './',
    '%2e/',
    '//',
    '?',
    '\\',
    'app://diptych/',
    '~/'
  ];
  const after = ['', '%00', '%00.html', '/', '.', '::$DATA', ';.html', '#.html', '?.html', '%20'];
  const made: string[] = [];
  for (let at = 0; made.length < count; at += 1) {
    const climb = climbs[at % climbs.length] ?? '';
    const depth = 1 + ((at * 7) % 9);
    const target = targets[(at * 3) % targets.length] ?? '';
    const way = Math.floor(at / climbs.length);
    const path = `/${before[way % before.length]}${climb.repeat(depth)}${target}${after[(way * 3 + at) % after.length]}`;
    made.push(path);
  }
  return made;
}
