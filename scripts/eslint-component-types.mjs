// Imported before the linter's plugins: TypeScript then reads each Svelte component as what the linter checks of it, so
// that one program holds for all files. Without this, every component linted makes a new one, its types worked out anew.
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK = '1';
