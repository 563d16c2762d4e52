/** Report descriptors of stripe readers on usage page 8E: report id 7, lengths of tracks 1 to 3 and JIS, then their data. */
export function stripeDescriptor(kind: 'places' | 'packed' | 'without lengths'): Uint8Array {
  const lengths = '7508 9501 0911 8102 0912 8102 0913 8102 0914 8102';
  const data = {
    places: '954f 0921 820201 9528 0922 820201 956b 0923 820201',
    packed: '95c8 0920 820201',
    'without lengths': '7508 954f 0921 820201',
  }[kind];
  const head = '058e 0901 a101 8507 1500 26ff00';
  const hex = `${head} ${kind === 'without lengths' ? '' : lengths} ${data} c0`;
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}
