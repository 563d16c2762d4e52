import type { Reading } from '../../shared/decoding/code';

/** What a window asks its decoding worker: one picture at a time. `live` marks the frames of the camera. */
export interface DecodeRequest {
  picture: ImageBitmap | ImageData;
  live: boolean;
}

/** The worker's answer to the one request under way. */
export type DecodeAnswer = { reading: Reading } | { failed: string };
