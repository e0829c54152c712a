// An article's picture as pixels: decoded by the browser and drawn anew, so that its file never is in the page.

/** Pixels of the widest canvas; a column is never wider, also on fine screens. */
const widest = 1600;
/** Pixels of a picture that is decoded at all: a few hundred bytes can claim to be gigabytes. */
const mostPixels = 60_000_000;

export interface PictureSize {
  width: number;
  height: number;
}

/** Draws it into the canvas, scaled down to what a column can show. Rejects where it cannot be decoded. */
export async function drawPicture(
  canvas: HTMLCanvasElement,
  file: Blob,
  { width, height }: PictureSize
): Promise<void> {
  if (width * height > mostPixels) throw new RangeError('too many pixels');
  const shrunk = width > widest ? { resizeWidth: widest, resizeQuality: 'high' as const } : {};
  const bitmap = await createImageBitmap(file, shrunk);
  try {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  } finally {
    bitmap.close();
  }
}

/** Gives the pixels' memory back. */
export function wipePicture(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
