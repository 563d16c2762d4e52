import { useMemo } from 'react';
import { drawQr, qrPath } from '../../shared/decoding/draw-qr';

/** A text drawn as a QR code: ink on white in every theme, so that scanners can read it off the screen. */
export function QrDrawing({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const drawing = drawQr(text);
    return { size: drawing.size, path: qrPath(drawing) };
  }, [text]);
  return (
    <svg
      className="qr-drawing"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
