import type { Reader } from '../../shared/domain/reader';
import { Dot, readerDot, readerKind } from '../components';
import { useWords } from '../messages';

/** Each reader that is plugged in: whether it works, how often it read and how often it could not, and how quickly. */
export function ReaderHealth({ readers }: { readers: readonly Reader[] }) {
  const { t, number } = useWords();
  return (
    <section className="picture" aria-labelledby="reader-health">
      <div className="picture-head">
        <h2 id="reader-health">{t('day.readers')}</h2>
        <span className="quiet">{t('day.readers-note')}</span>
      </div>
      {readers.length === 0 ? (
        <p className="quiet">{t('day.no-readers')}</p>
      ) : (
        <table className="reader-health">
          <thead>
            <tr>
              <th scope="col">{t('day.reader')}</th>
              <th scope="col">{t('day.reader-state')}</th>
              <th scope="col">{t('day.reader-reads')}</th>
              <th scope="col">{t('day.reader-faults')}</th>
              <th scope="col">{t('day.reader-median')}</th>
            </tr>
          </thead>
          <tbody>
            {readers.map((reader) => (
              <tr key={reader.id}>
                <th scope="row">{t(`reader-kind.${readerKind(reader)}`)}</th>
                <td className="reader-health-state">
                  <Dot state={readerDot[reader.state]} label="" /> {t(`reader-state.${reader.state}`)}
                </td>
                <td>{number(reader.reads)}</td>
                <td>{number(reader.errors)}</td>
                <td>
                  {reader.medianMicros === undefined
                    ? '–'
                    : t('reader-test.milliseconds', {
                        n: number(Math.max(1, Math.round(reader.medianMicros / 1_000))),
                      })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
