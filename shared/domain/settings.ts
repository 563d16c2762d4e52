import { z } from 'zod';

/** What a person may set on this machine; kept by the shell, given to the windows and the terminal. */
export const Settings = z.object({
  language: z.enum(['en', 'zh-CN', 'es', 'it', 'ar']),
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'standard', 'more']),
  sounds: z.boolean(),
  /** 0 to 1. */
  volume: z.number().min(0).max(1),
  /** A character sequence the scanner types before each code; empty if none. */
  scannerPrefix: z.string().max(8),
  /** The camera that reads codes, as its maker calls it; empty: the system's choice. */
  camera: z.string().max(200),
  /** Which of those of the same name. */
  cameraId: z.string().max(200),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  language: 'en',
  theme: 'system',
  contrast: 'system',
  sounds: true,
  volume: 0.6,
  scannerPrefix: '',
  camera: '',
  cameraId: '',
};
