// The normaliser's version, stored with each anchor. Raise it with any change that moves an offset.
export const NORMALISER_VERSION = 1;
