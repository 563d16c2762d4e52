import type { ErrorCode } from '../../../shared/domain/error';
import type { ReaderContent } from '../../../shared/domain/presentation';

/** What a framing makes of the bytes it was given. A framing never throws. */
export type ReadEvent =
  | { readonly type: 'presentation'; readonly content: ReaderContent; readonly symbology?: string }
  | { readonly type: 'problem'; readonly code: ErrorCode };
