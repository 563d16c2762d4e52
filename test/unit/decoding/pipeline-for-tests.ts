import { zxingBinary } from '../../../main/cli/zxing-binary';
import { createPipeline, type Pipeline } from '../../../shared/decoding/pipeline';
import { startZxing } from '../../../shared/decoding/zxing-wasm';

/** A pipeline whose clock stands still, so that no budget ends: what it reads does not depend on the machine. */
export async function pipelineForTests(clock: () => number = () => 0): Promise<Pipeline> {
  return createPipeline(await startZxing({ wasmBinary: zxingBinary() }), clock);
}
