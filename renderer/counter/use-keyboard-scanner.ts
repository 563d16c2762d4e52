import type { WedgeSettings } from '../../shared/framing';
import { useWedge } from '../scanner';
import { offerTypedRead, useTypedReadsTaken } from '../setup/typed-reads';
import type { Present } from './use-presenter';

/** What a scanner types becomes a presentation, or goes to the page on which readers are tried out. */
export function useKeyboardScanner(settings: WedgeSettings, present: Present): void {
  const prefix = useTypedReadsTaken() ? '' : settings.prefix;
  useWedge(prefix, (outcome, typing) => {
    if (typing && offerTypedRead({ outcome, typing })) return;
    if (outcome.type === 'frame-invalid')
      return void present({ reader: 'keyboard', problem: 'frame-invalid' });
    const symbology = outcome.type === 'scan' ? outcome.symbology : undefined;
    void present({ reader: 'keyboard', text: outcome.text, ...(symbology && { symbology }) });
  });
}
