import type { Claims } from '../../../shared/domain/claims';

/**
 * Decodes the card's 1024-byte photo. Its compression (WLT) is proprietary and its decoder licensed, so none ships:
 * a site that has one gives it to `residentCard`. Undefined, never an error, for a photo it cannot decode.
 */
export type PortraitDecoder = (photo: Uint8Array) => Claims['portrait'];
