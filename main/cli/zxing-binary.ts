import address from 'zxing-wasm/reader/zxing_reader.wasm?url&inline';

/** The WebAssembly file of zxing-cpp, built into the command line as a data URL: there is no file to look for. */
export function zxingBinary(): ArrayBuffer {
  return Uint8Array.from(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')).buffer;
}
