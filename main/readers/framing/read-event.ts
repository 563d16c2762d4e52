import type { ErrorCode } from '../../../shared/domain/error';
import type { PresentationContent } from '../../../shared/domain/presentation';

/** What a framing makes of the bytes it was given. A framing never throws. */
export type ReadEvent =
  | { readonly type: 'presentation'; readonly content: PresentationContent; readonly symbology?: string }
  | { readonly type: 'problem'; readonly code: ErrorCode };
