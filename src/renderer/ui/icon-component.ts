import type { Component } from 'svelte';

/** A Lucide icon, imported deep: `import X from '@lucide/svelte/icons/x'`. */
export type IconComponent = Component<{ size?: number; strokeWidth?: number; class?: string }>;
