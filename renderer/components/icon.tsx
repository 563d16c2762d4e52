import type { Icon as Phosphor, IconWeight } from '@phosphor-icons/react';

/** An icon beside words; it says nothing that the words do not. */
export function Icon({
  of: Shape,
  size,
  weight = 'regular',
}: {
  of: Phosphor;
  size?: 'small' | 'large';
  weight?: IconWeight;
}) {
  return <Shape className={`icon${size ? ` ${size}` : ''}`} weight={weight} aria-hidden="true" />;
}
