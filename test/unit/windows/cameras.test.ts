import { describe, expect, it } from 'vitest';
import { type Camera, cameraChoices, cameraName, chosenCamera } from '../../../renderer/camera/cameras';

const above: Camera = { id: 'a1', label: 'Ceiling Cam (046d:0825)' };
const left: Camera = { id: 'b1', label: 'Desk Cam (046d:0892)' };
const right: Camera = { id: 'b2', label: 'Desk Cam (046d:0892)' };
const chosen = ({ id, label }: Camera) => ({ camera: label, cameraId: id });

describe('Which camera reads codes', () => {
  it('Given a camera that was chosen, when it is plugged in, then it is that one, also among others of its name', () => {
    expect(chosenCamera([above, left, right], chosen(right))).toBe(right);
  });

  it('Given a camera that was chosen, when it comes back in another socket under another id, then the one of its name is meant', () => {
    expect(chosenCamera([above, { ...right, id: 'c7' }], chosen(right))).toEqual({ ...right, id: 'c7' });
  });

  it('Given a camera that was chosen, when it is unplugged, then none is meant, and the choice is left to the system', () => {
    expect(chosenCamera([above], chosen(right))).toBeUndefined();
  });

  it('Given nothing was chosen, when there are cameras, then the choice is left to the system', () => {
    expect(chosenCamera([above, { id: '', label: '' }], { camera: '', cameraId: '' })).toBeUndefined();
  });

  it('Given two of the same name and one without, when a person chooses, then each has a name of its own', () => {
    expect(cameraChoices([left, above, right, { id: 'd', label: '' }], 'Camera')).toEqual([
      { key: 'b1', label: 'Desk Cam 1' },
      { key: 'a1', label: 'Ceiling Cam' },
      { key: 'b2', label: 'Desk Cam 2' },
      { key: 'd', label: 'Camera' },
    ]);
  });

  it('Given a name with something in brackets that is no number of a maker, when it is shown, then it stays', () => {
    expect(cameraName({ label: 'Document Cam (left)' })).toBe('Document Cam (left)');
  });
});
