declare module 'pdfjs-dist/legacy/build/pdf.min.mjs' {
  export * from 'pdfjs-dist/legacy/build/pdf.mjs';
}

declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs' {
  export const WorkerMessageHandler: unknown;
}

declare module 'virtual:pdf-cmaps' {
  /** Packed tables by name, in base64. */
  const tables: Record<string, string>;
  export default tables;
}
