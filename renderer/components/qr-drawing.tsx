import { useEffect, useMemo, useRef, useState } from 'react';
import { drawQr, qrPath } from '../../shared/decoding/draw-qr';
import './qr-drawing.css';

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

/**
 * The same, drawn when it comes into view and nothing else is to do. A code takes some 40 ms: a tray of them at once
 * would hold up the keys of a scanner that types.
 */
export function PatientQrDrawing({ text }: { text: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    let idle: number | undefined;
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      idle = requestIdleCallback(() => setDue(true));
    });
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      if (idle !== undefined) cancelIdleCallback(idle);
    };
  }, []);
  return (
    <span ref={place} className="qr-place">
      {due && <QrDrawing text={text} />}
    </span>
  );
}
