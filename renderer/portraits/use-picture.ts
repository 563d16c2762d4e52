import { useEffect, useState } from 'react';
import type { Claims } from '../../shared/domain/claims';
import { isJpeg2000 } from '../../shared/portrait';
import { decodedPortrait } from './decoded-portrait';

/** A portrait's picture: an address for an image, `waiting` while it is decoded, null where this window cannot show it. */
export function usePicture(portrait: Claims['portrait']): string | 'waiting' | null {
  const [decoded, setDecoded] = useState<{ of: string; address: string | null } | null>(null);
  const toDecode = portrait && isJpeg2000(portrait.mediaType) ? portrait.base64 : null;
  useEffect(() => {
    if (toDecode === null) return undefined;
    const ending = new AbortController();
    let address: string | null = null;
    const decode = async () => {
      const picture = await decodedPortrait(bytesOf(toDecode), ending.signal);
      if (ending.signal.aborted) return;
      address = picture && URL.createObjectURL(picture);
      setDecoded({ of: toDecode, address });
    };
    void decode();
    return () => {
      ending.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [toDecode]);
  if (toDecode !== null) return decoded?.of === toDecode ? decoded.address : 'waiting';
  if (!portrait || !/^image\/(avif|bmp|gif|jpeg|png|webp)$/.test(portrait.mediaType)) return null;
  return `data:${portrait.mediaType};base64,${portrait.base64}`;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
