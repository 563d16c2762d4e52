/** Reading codes out of pictures, the same in a window's worker and on the command line, and drawing QR codes. */
export { codeFormats, contentOf, type Code, type CodeFormat, type Incomplete, type Reading } from './code';
export { drawQr, qrPath, type QrDrawing } from './draw-qr';
export { createInView, type InView } from './in-view';
export { pictureOf, type Picture } from './picture';
export { createPipeline, type Pipeline } from './pipeline';
export { startZxing, type ZxingSource } from './zxing-wasm';
