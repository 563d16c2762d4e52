import './recorded.css';

/** The number under which something was recorded, large enough to be read out; struck through when it was taken back. */
export function EntryNumber({ label, number, voided }: { label: string; number: string; voided: boolean }) {
  return (
    <p className={voided ? 'entry-number voided' : 'entry-number'}>
      <span>{label}</span> <b>{number}</b>
    </p>
  );
}
