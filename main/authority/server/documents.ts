import { text } from '../../sqlite/column';
import type { Database } from '../../sqlite/database';

/** Small public texts that stay over restarts, by name. */
export class Documents {
  constructor(private readonly database: Database) {}

  read(name: string): string | undefined {
    const row = this.database.prepare('SELECT value FROM documents WHERE name = ?').get(name);
    return row && text(row, 'value');
  }

  write(name: string, value: string): void {
    this.database
      .prepare(
        'INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(name, value);
  }

  /** What is there, or what `make` gives, which then stays. The first one to store wins. */
  keep(name: string, make: () => string): string {
    const stored = this.read(name);
    if (stored !== undefined) return stored;
    this.database
      .prepare('INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(name, make());
    return this.keep(name, make);
  }
}
