/** Codes from the camera and from image files, read in a worker of the window. */
export { type Camera, cameraChoices, cameraName, chosenCamera, findCameras } from './cameras';
export { openImageDecoder, type ImageDecoder } from './image-decoder';
export { startLiveCamera, type LiveCamera, type LiveCameraOptions } from './live-camera';
