import { textWeight } from '../text/measure';

const credit =
  /[([（](photo|photos|image|picture|illustration|source|credit|ảnh|hình|ảnh minh họa|ảnh minh hoạ|nguồn|foto|bild|quelle|crédits?|photographie|图|图片|摄影?|圖|写真|撮影|사진|фото)\s*[:：/／][^()（）]{0,120}[)\]）]\.?$/iu;
const creditLine =
  /^(photo|photos|photo credit|image credit|ảnh|ảnh minh họa|ảnh minh hoạ|foto|bildquelle|crédit photo|图片来源|写真)\s*[:：]\s*\S.{0,120}$/iu;

/** Whether a line's own words say that it stands under a picture: it ends with a credit, or is one. */
export const isCaption = (text: string): boolean =>
  textWeight(text) < 500 && (credit.test(text) || creditLine.test(text));
