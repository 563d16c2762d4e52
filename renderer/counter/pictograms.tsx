import type { ReactNode } from 'react';
import './pictograms.css';

/** A phone that shows a code. */
export function CodePictogram() {
  return (
    <Pictogram
      kind="code"
      viewBox="43 2 64 116"
      lines={
        <>
          <rect x="45" y="4" width="60" height="112" rx="8" />
          <path d="M68 106h14" />
        </>
      }
    >
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M54 30h18v18H54zm4 4v10h10V34zM78 30h18v18H78zm4 4v10h10V34zM54 54h18v18H54zm4 4v10h10V58z"
      />
      <path
        fill="currentColor"
        d="M61 37h4v4h-4zM85 37h4v4h-4zM61 61h4v4h-4zM78 54h6v6h-6zM90 54h6v6h-6zM84 60h6v6h-6zM78 66h6v6h-6zM90 66h6v6h-6zM54 78h6v6h-6zM66 78h12v6H66zM84 76h6v6h-6zM60 84h6v6h-6zM78 84h6v6h-6zM90 84h6v6h-6z"
      />
    </Pictogram>
  );
}

/** A card with a portrait. */
export function CardPictogram() {
  return (
    <Pictogram
      kind="card"
      viewBox="4 18 142 90"
      lines={
        <>
          <rect x="6" y="20" width="138" height="86" rx="8" />
          <path d="M78 46h50M78 60h38M20 90h108" />
        </>
      }
    >
      <path
        fill="currentColor"
        d="M40 38c-9 0-13 6-13 14 0 6 2 11 6 13v4c-2 3-13 4-14 9h42c-1-5-12-6-14-9v-4c4-2 6-7 6-13 0-8-4-14-13-14Z"
      />
    </Pictogram>
  );
}

/** A wallet, of leather as it were. */
export function WalletPictogram() {
  return (
    <Pictogram
      kind="card"
      viewBox="-2 -2 146 94"
      lines={
        <>
          <path d="M116 20V10a8 8 0 0 0-8-8H16A14 14 0 0 0 2 16v60a14 14 0 0 0 14 14h110a8 8 0 0 0 8-8V28a8 8 0 0 0-8-8H16" />
          <path d="M134 42h-32a12 12 0 0 0 0 26h32" />
        </>
      }
    >
      <circle cx="104" cy="55" r="5" fill="currentColor" />
    </Pictogram>
  );
}

/** A camera with a code in its lens. */
export function PicturePictogram() {
  return (
    <Pictogram
      kind="picture"
      viewBox="10 2 130 116"
      lines={
        <>
          <path d="M52 22l7-12h32l7 12h32a8 8 0 0 1 8 8v78a8 8 0 0 1-8 8H20a8 8 0 0 1-8-8V30a8 8 0 0 1 8-8Z" />
          <circle cx="75" cy="69" r="30" />
          <path d="M120 38h6" />
        </>
      }
    >
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M59 53h13v13H59zm4 4v5h5v-5zM78 53h13v13H78zm4 4v5h5v-5zM59 72h13v13H59zm4 4v5h5v-5z"
      />
      <path fill="currentColor" d="M78 72h5v5h-5zM86 72h5v5h-5zM82 80h9v5h-9z" />
    </Pictogram>
  );
}

/** A passport with the sign of a chip. */
export function PassportPictogram() {
  return (
    <Pictogram
      kind="passport"
      viewBox="31 2 88 116"
      lines={
        <>
          <rect x="33" y="4" width="84" height="112" rx="8" />
          <circle cx="75" cy="48" r="23" />
          <path d="M52 48h46M75 25c-15 14-15 32 0 46M75 25c15 14 15 32 0 46" />
          <rect x="61" y="85" width="28" height="16" rx="3" />
          <circle cx="75" cy="93" r="4.5" />
          <path d="M61 93h9M80 93h9" />
        </>
      }
    />
  );
}

/** What can be presented, drawn in the ink of the words: lines of one width, and filled parts over them. */
function Pictogram({
  kind,
  viewBox,
  lines,
  children,
}: {
  kind: 'code' | 'card' | 'picture' | 'passport';
  viewBox: string;
  lines: ReactNode;
  children?: ReactNode;
}) {
  return (
    <svg className={`pictogram ${kind}`} viewBox={viewBox} aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="4">
        {lines}
      </g>
      {children}
    </svg>
  );
}
