// Everything that can be said of the code without running it. Two lanes, since the machine has two cores at least.
import { spawn } from 'node:child_process';

const lanes = [
  [
    // Longer than all the others together.
    [
      'lint',
      'node',
      [
        // Types are many objects that live a little while: a larger nursery halves the time of the collector.
        '--max-semi-space-size=64',
        'node_modules/eslint/bin/eslint.js',
        '.',
        ...['--max-warnings', '0'],
        ...['--cache', '--cache-location', 'node_modules/.cache/eslint/']
      ]
    ]
  ],
  [
    ['types', 'tsc', ['-b']],
    [
      'svelte',
      'svelte-check',
      ['--tsconfig', 'src/renderer/tsconfig.json', '--output', 'human', '--fail-on-warnings']
    ],
    ['format', 'prettier', ['--check', '--cache', '--log-level', 'warn', '.']],
    ['unused', 'knip', ['--no-progress']]
  ]
];

function run([name, command, args]) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        PATH: `node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`
      }
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ name, code: 1, output: String(error) }));
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      resolve({ name, code, output });
    });
  });
}

const results = await Promise.all(
  lanes.map(async (lane) => {
    const done = [];
    for (const step of lane) done.push(await run(step));
    return done;
  })
);
const failed = results.flat().filter(({ code }) => code !== 0);
for (const { name, output } of failed) console.error(`\n--- ${name} ---\n${output.trim()}`);
process.exit(failed.length > 0 ? 1 : 0);
