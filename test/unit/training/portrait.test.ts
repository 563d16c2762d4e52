import { expect, test } from 'vitest';
import { drawPortrait } from '../../../main/training/portrait';

const colours = { background: 0xdfe7ea, clothes: 0x2f5d62, skin: 0xe8c39e, hair: 0x2b2320 };

test('Given a drawn portrait, when its bytes are read, then they are a lossless WebP of 48 by 60 pixels', () => {
  const bytes = Buffer.from(drawPortrait(colours));
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  expect(bytes.toString('latin1', 8, 16)).toBe('WEBPVP8L');
  expect(bytes[20]).toBe(0x2f);
  const size = bytes.readUInt32LE(21);
  expect([(size & 0x3fff) + 1, ((size >> 14) & 0x3fff) + 1, size >>> 29]).toEqual([48, 60, 0]);
});

test('Given two people, when their portraits are drawn, then they differ', () => {
  expect(drawPortrait(colours)).not.toEqual(drawPortrait({ ...colours, hair: 0x6b5a4a }));
});
