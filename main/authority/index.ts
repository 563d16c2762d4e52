/** What terminal and authority say to each other (openapi.yaml), the terminal's side of it (client) and the reference authority (server). */
