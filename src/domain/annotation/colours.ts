// The marker's six inks, in the order of their keys.
export const highlightColours = ['yellow', 'green', 'blue', 'pink', 'violet', 'orange'] as const;
export type HighlightColour = (typeof highlightColours)[number];
