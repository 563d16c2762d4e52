import { text } from '../../sqlite/column';
import type { Storage } from './storage/storage';

/** Small public texts that stay over restarts, by name. */
export class Documents {
  constructor(private readonly storage: Storage) {}

  async read(name: string): Promise<string | undefined> {
    const row = await this.storage.get('SELECT value FROM documents WHERE name = ?', name);
    return row && text(row, 'value');
  }

  async write(name: string, value: string): Promise<void> {
    await this.storage.run(
      'INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );
  }

  /** What is there, or what `make` gives, which then stays. The first one to store wins. */
  async keep(name: string, make: () => string): Promise<string> {
    const stored = await this.read(name);
    if (stored !== undefined) return stored;
    await this.storage.run(
      'INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
      name,
      make(),
    );
    return this.keep(name, make);
  }
}
