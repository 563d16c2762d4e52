/** The package has no types of its own. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  import type { OpenJpeg } from '../../shared/portrait';

  /** Starts OpenJPEG from the WebAssembly file that `locateFile` names. */
  export default function start(options: {
    locateFile(): string;
    print(line: string): void;
    printErr(line: string): void;
  }): Promise<OpenJpeg>;
}
