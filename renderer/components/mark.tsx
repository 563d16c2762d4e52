/** The mark of Vestibule: an open door. */
export function Mark() {
  return (
    <svg className="mark-of-vestibule" viewBox="0 0 24 30" aria-hidden="true">
      <path d="M1.25 29V1.25h21.5V29" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path className="door" d="M7 29V8l10 3.5V29Z" />
    </svg>
  );
}
