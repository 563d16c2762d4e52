import { useEffect, useEffectEvent, useState } from 'react';
import { useTerminal } from '../terminal';
import type { Present } from './use-presenter';

/** The type under which the tray's samples travel while they are dragged. */
export const SAMPLE_TYPE = 'application/x-vestibule-sample';

/** Text or a picture pasted or dropped anywhere is presented; a sample dragged from the tray too. Answers whether something hovers over the window. */
export function useDropAndPaste(present: Present, onPicture: (picture: File) => void): boolean {
  const { client } = useTerminal();
  const [dropping, setDropping] = useState(false);
  const take = useEffectEvent((data: DataTransfer) => {
    const sample = data.getData(SAMPLE_TYPE);
    if (sample) return void client.call('training.present', { id: sample }).catch(() => undefined);
    const picture = [...data.files].find((file) => file.type.startsWith('image/'));
    if (picture) return onPicture(picture);
    if (data.files.length > 0) return void present({ reader: 'image', problem: 'file-unreadable' });
    const text = data.getData('text/plain');
    if (text) void present({ reader: 'keyboard', text });
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData || isField(event.target)) return;
      event.preventDefault();
      take(event.clipboardData);
    };
    const over = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setDropping(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setDropping(false);
    };
    const end = () => setDropping(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setDropping(false);
      if (event.dataTransfer) take(event.dataTransfer);
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragend', end);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragend', end);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return dropping;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
