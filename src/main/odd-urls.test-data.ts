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
