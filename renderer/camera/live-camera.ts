import { VestibuleError } from '../../shared/domain/error';
import type { Code, Reading } from '../../shared/decoding/code';
import { createInView } from '../../shared/decoding/in-view';
import type { ImageDecoder } from './image-decoder';

/** At least so many milliseconds lie between two frames that are read: the screen needs the machine as well. */
const FRAME_INTERVAL = 50;

export interface LiveCameraOptions {
  /** Which one; the system's choice if it is left out. */
  camera?: string | undefined;
  /** Shows the picture; its source is set and it is played here. */
  video: HTMLVideoElement;
  decoder: ImageDecoder;
  /** Once when a code comes into view, and again after it was away for two seconds. */
  onCode(code: Code): void;
  /** After every frame that was read, for hints: `located` without codes, parts that are missing. */
  onReading?(reading: Reading): void;
  /** The camera was unplugged or taken away (`reader-gone`), or decoding failed (`reader-failed`). It has stopped. */
  onEnd?(error: VestibuleError): void;
}

/** A camera that is running. */
export interface LiveCamera {
  /** Which one it is, as `findCameras` names it. */
  id: string | undefined;
  /** Releases the camera. May be called more than once. */
  stop(): void;
}

/**
 * Opens a camera, shows its picture and reads codes from it until it is stopped.
 * @throws VestibuleError `reader-gone` (there is no camera), `reader-permission` (it may not be used),
 * `reader-failed` (another program has it, or it is broken).
 */
export async function startLiveCamera(options: LiveCameraOptions): Promise<LiveCamera> {
  const { video } = options;
  const stream = await openStream(options.camera);
  const [track] = stream.getVideoTracks();
  let running = true;

  function stop(): void {
    if (!running) return;
    running = false;
    for (const each of stream.getTracks()) each.stop();
    if (video.srcObject === stream) video.srcObject = null;
  }

  function end(error: VestibuleError): void {
    if (!running) return;
    stop();
    options.onEnd?.(error);
  }

  track?.addEventListener('ended', () => end(new VestibuleError('reader-gone', 'The camera is gone.')));
  video.srcObject = stream;
  video.muted = true;
  video.playsInline = true;
  try {
    await video.play();
  } catch (thrown) {
    stop();
    throw cameraError(thrown);
  }
  readFrames(options, () => running, end);
  return { id: track?.getSettings().deviceId, stop };
}

/** Takes the newest frame whenever the decoder is free; frames that come meanwhile are dropped. */
function readFrames(
  { video, decoder, onCode, onReading }: LiveCameraOptions,
  running: () => boolean,
  end: (error: VestibuleError) => void,
): void {
  const inView = createInView(() => performance.now());
  let last = -Infinity;

  const next = () => {
    if (running()) video.requestVideoFrameCallback((now) => void take(now));
  };
  async function take(now: number): Promise<void> {
    if (decoder.busy || now - last < FRAME_INTERVAL) return next();
    last = now;
    try {
      const frame = await createImageBitmap(video);
      const reading = running() ? await decoder.decodeFrame(frame) : null;
      if (reading !== null && running()) {
        onReading?.(reading);
        for (const code of reading.codes) if (inView.comes(code)) onCode(code);
      }
      next();
    } catch (thrown) {
      end(thrown instanceof VestibuleError ? thrown : cameraError(thrown));
    }
  }
  next();
}

async function openStream(camera: string | undefined): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        ...(camera === undefined ? { facingMode: 'environment' } : { deviceId: { exact: camera } }),
      },
    });
  } catch (thrown) {
    throw cameraError(thrown);
  }
}

/** What the browser's exception (Media Capture and Streams, section 10.2) means for the person at the counter. */
function cameraError(thrown: unknown): VestibuleError {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new VestibuleError('reader-gone', 'There is no camera.', { cause: thrown });
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new VestibuleError('reader-permission', 'The camera may not be used.', { cause: thrown });
  return new VestibuleError('reader-failed', 'The camera is in use or does not answer.', { cause: thrown });
}
