import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialogue.css';

/** A dialogue over the stage. Escape and the close button leave it; what lies below cannot be reached until then. */
export function Dialogue({
  title,
  onClose,
  wide = false,
  children,
}: {
  title: string;
  onClose(): void;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className="dialogue-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={wide ? 'dialogue wide' : 'dialogue'}>
        <Dialog className="dialogue-body">
          <Heading slot="title" className="title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
