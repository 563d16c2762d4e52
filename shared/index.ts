/** What every process may import: the words (domain), the contract, and pure parts that windows and terminal both run. */
