#!/usr/bin/env node
// Stands in for fpm, which makes the deb and cannot be fetched everywhere: keeps as JSON, in the package's place, what it
// was asked for and the text of the desktop entry.
import { readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const asked = Object.fromEntries(
  args.flatMap((arg, at) => (arg.startsWith('--') ? [[arg.slice(2), args[at + 1]]] : []))
);
const placed = Object.fromEntries(
  args.filter((arg) => /^\/.*=\//.test(arg)).map((arg) => arg.split('=').reverse())
);
const entry = Object.keys(placed).find((place) => place.endsWith('.desktop'));
writeFileSync(
  asked.package,
  JSON.stringify({ asked, placed, entry: entry && readFileSync(placed[entry], 'utf8') })
);
