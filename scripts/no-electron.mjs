// Stands in for `electron` in unit tests: whoever imports it there has left src/main/electron.
throw new Error('electron was imported outside src/main/index.ts and src/main/electron');
