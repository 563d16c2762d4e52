/** Codes from the camera and from image files, read in a worker of the window. */
export { openImageDecoder, type ImageDecoder } from './image-decoder';
export { startLiveCamera, type LiveCamera, type LiveCameraOptions } from './live-camera';
