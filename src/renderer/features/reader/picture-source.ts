// Where the reader gets the bytes of an article's pictures.
import { createContext } from 'svelte';
import type { pictureTypes } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';

/** Rejects where the picture is missing. */
export type PictureSource = (
  articleId: ArticleId,
  sha256: string
) => Promise<{ type: (typeof pictureTypes)[number]; bytes: Uint8Array<ArrayBuffer> }>;

export const [usePictures, setPictures] = createContext<PictureSource>();
