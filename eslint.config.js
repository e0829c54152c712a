// First: what it sets is read as the plugins are loaded.
import './scripts/eslint-component-types.mjs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { roomsPlugin } from './scripts/eslint-rooms.mjs';

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  prettier,
  {
    languageOptions: {
      parserOptions: {
        // One program for all rooms, and the same one after a component was parsed; tsc sees to what each room may use.
        project: ['./tsconfig.lint.json'],
        disallowAutomaticSingleRunInference: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 500 }],
      eqeqeq: 'error',
      'no-console': 'error'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
    rules: {
      // Navigation is our own; there is no router whose resolve() could be called.
      'svelte/no-navigation-without-resolve': 'off',
      // Most Maps, Sets and Dates of a state class are local to one method; reactive ones are chosen by hand.
      'svelte/prefer-svelte-reactivity': 'off'
    }
  },
  {
    // The linter cannot see what type a component's property or a window event gives a callback; svelte-check can,
    // and it is strict about `any`.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off'
    }
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    ignores: ['**/*.test.ts', '**/test-fixtures/**'],
    plugins: { rooms: roomsPlugin },
    rules: { 'rooms/imports': 'error' }
  },
  {
    files: ['**/*.{js,mjs}'],
    ...ts.configs.disableTypeChecked,
    languageOptions: {
      ...ts.configs.disableTypeChecked.languageOptions,
      globals: globals.node
    },
    rules: { ...ts.configs.disableTypeChecked.rules, 'no-console': 'off' }
  },
  {
    files: ['**/*.test.ts', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off'
    }
  },
  { files: ['bench/**/*.{ts,mjs}'], rules: { 'no-console': 'off' } }
);
